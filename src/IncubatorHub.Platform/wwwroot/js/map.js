// The map of prefectures: coloured by number of facilities, one number a prefecture from afar, single places from near.
// Outlines only; no tiles are fetched from anywhere.
import "../vendor/leaflet/leaflet.js";

const L = globalThis.L;
const outlines = new URL("../maps/japan-prefectures.geojson", import.meta.url);
const singlesFromZoom = 8;

function colour(element, count, most) {
  const step = count === 0 ? 0 : Math.min(4, 1 + Math.floor((4 * (count - 1)) / Math.max(1, most)));
  return getComputedStyle(element).getPropertyValue(`--map-${step}`).trim();
}

export async function create(element, places, texts, page) {
  const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    attributionControl: true, zoomSnap: 0.25, minZoom: 4, maxZoom: 12, scrollWheelZoom: false, keyboard: true, zoomControl: false,
    zoomAnimation: animate, fadeAnimation: animate, markerZoomAnimation: animate, maxBounds: [[18, 115], [52, 160]],
  });
  L.control.zoom({ zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(map);
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth");

  const counts = new Map();
  for (const place of places) counts.set(place.prefecture, (counts.get(place.prefecture) ?? 0) + 1);
  const most = Math.max(1, ...counts.values());

  const response = await fetch(outlines);
  if (!response.ok) throw new Error(`The outlines cannot be read: ${response.status}`);
  const lang = document.documentElement.lang === "ja" ? "ja" : "en";
  const centres = new Map();
  let chosen = null;

  const style = (feature) => {
    const code = feature.properties.iso.slice(3);
    return { weight: code === chosen ? 2.5 : 0.7, fillOpacity: 1, fillColor: colour(element, counts.get(code) ?? 0, most),
      color: getComputedStyle(element).getPropertyValue(code === chosen ? "--accent-strong" : "--map-line").trim() };
  };
  const areas = L.geoJSON(await response.json(), {
    style,
    onEachFeature(feature, layer) {
      const code = feature.properties.iso.slice(3);
      const count = counts.get(code) ?? 0;
      layer.bindTooltip(`${feature.properties[lang]}: ${count}`, { sticky: true });
      layer.on("click", () => choose(code));
      centres.set(code, layer.getBounds());
    },
  }).addTo(map);

  const far = L.layerGroup();
  const near = L.layerGroup();
  const byPrefecture = Map.groupBy(places, (place) => place.prefecture);
  for (const [code, members] of byPrefecture) {
    const at = [members.reduce((sum, p) => sum + p.latitude, 0) / members.length, members.reduce((sum, p) => sum + p.longitude, 0) / members.length];
    const icon = L.divIcon({ className: "map-count", html: String(members.length), iconSize: [22, 22] });
    L.marker(at, { icon, keyboard: false, interactive: true }).on("click", () => choose(code)).addTo(far);
  }
  for (const place of places) {
    const dot = L.circleMarker([place.latitude, place.longitude], { radius: 6, weight: 2, className: "map-place" });
    // As text: a name is never taken for markup.
    const label = document.createElement("span");
    label.textContent = place.name;
    dot.bindTooltip(label).on("click", () => page.invokeMethodAsync("OpenPlace", place.code)).addTo(near);
  }
  const showMarkers = () => {
    const isNear = map.getZoom() >= singlesFromZoom;
    if (isNear) { far.remove(); near.addTo(map); } else { near.remove(); far.addTo(map); }
  };

  function choose(code) {
    chosen = code === chosen ? null : code;
    areas.setStyle(style);
    if (chosen && centres.has(chosen)) map.fitBounds(centres.get(chosen), { maxZoom: 9, padding: [20, 20] });
    else home();
    page.invokeMethodAsync("ChoosePrefecture", chosen);
  }

  const home = () => map.fitBounds([[30.5, 129], [45.6, 146]], { animate });
  home();
  map.on("zoomend", showMarkers);
  showMarkers();

  const resized = new ResizeObserver(() => map.invalidateSize());
  resized.observe(element);
  return {
    choose(code) { if (code !== chosen) { chosen = code; areas.setStyle(style); if (code && centres.has(code)) map.fitBounds(centres.get(code), { maxZoom: 9 }); else home(); } },
    destroy() { resized.disconnect(); map.remove(); },
  };
}
