"""One gateway on Paho: connects, subscribes, publishes, waits for a command, and prints what it saw as one line of JSON.

Arguments: one JSON object with host, port, transport (tcp | tls | ws), version (4 | 5), ca, id, secret, publish (topic, payload, qos),
foreign (a topic of another gateway) and seconds (how long to wait for a command; 0: not at all).
"""
import json
import sys
import threading

import paho.mqtt.client as mqtt


def main():
    ask = json.loads(sys.argv[1])
    five = ask["version"] == 5
    options = {"client_id": ask["id"], "protocol": mqtt.MQTTv5 if five else mqtt.MQTTv311,
               "transport": "websockets" if ask["transport"] == "ws" else "tcp"}
    if not five:
        options["clean_session"] = True
    # Paho 2 asks which form the callbacks have; Paho 1 has only that one.
    if hasattr(mqtt, "CallbackAPIVersion"):
        options["callback_api_version"] = mqtt.CallbackAPIVersion.VERSION1
    client = mqtt.Client(**options)
    client.username_pw_set(ask["id"], ask["secret"])
    if ask["transport"] == "ws":
        client.ws_set_options(path="/mqtt")
    if ask["transport"] == "tls":
        client.tls_set(ca_certs=ask["ca"])

    saw = {"connected": False, "granted": [], "published": 0, "command": None}
    connected, subscribed, published, commanded = (threading.Event() for _ in range(4))

    def on_connect(*arguments):
        code = arguments[3]
        saw["connected"] = (code.value if hasattr(code, "value") else code) == 0
        connected.set()

    def on_subscribe(*arguments):
        saw["granted"] = [code.value if hasattr(code, "value") else code for code in arguments[3]]
        subscribed.set()

    def on_publish(*_):
        saw["published"] += 1
        published.set()

    def on_message(_, __, message):
        saw["command"] = json.loads(message.payload)
        commanded.set()

    client.on_connect, client.on_subscribe, client.on_publish, client.on_message = on_connect, on_subscribe, on_publish, on_message
    client.connect(ask["host"], ask["port"], keepalive=30)
    client.loop_start()
    must(connected, "CONNACK")
    if saw["connected"]:
        own = "ih/v1/" + ask["id"] + "/cmd"
        client.subscribe([(own, 1), (ask["foreign"], 1)] if not five else [(own, mqtt.SubscribeOptions(qos=1)), (ask["foreign"], mqtt.SubscribeOptions(qos=1))])
        must(subscribed, "SUBACK")
        message = ask["publish"]
        client.publish(message["topic"], message["payload"], qos=message["qos"])
        must(published, "the end of the publish")
        print("subscribed", flush=True)
        if ask["seconds"]:
            commanded.wait(ask["seconds"])
    client.disconnect()
    client.loop_stop()
    print(json.dumps(saw), flush=True)


def must(event, what):
    if not event.wait(30):
        raise SystemExit("no " + what + " within 30 s")


main()
