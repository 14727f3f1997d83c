using System.Diagnostics;
using System.Text.Json;
using IncubatorHub.HardwareSim.Labs;

namespace IncubatorHub.HardwareSim.Tests.Modbus;

/// <summary>Another maker's Modbus client (npm modbus-serial) against the simulator.</summary>
[Trait("Speed", "slow")]
public class IndependentPeerTests
{
    private const string Script = """
        const Modbus = require('modbus-serial');
        (async () => {
          const c = new Modbus();
          await c.connectTCP('127.0.0.1', { port: Number(process.argv[2]) });
          c.setTimeout(5000);
          const out = {};
          c.setID(1);
          out.freezer = (await c.readInputRegisters(0, 7)).data;
          out.relay = (await c.readCoils(0, 1)).data[0];
          out.flags = (await c.readDiscreteInputs(0, 4)).data.slice(0, 4);
          await c.writeRegister(0, 65536 - 780);
          out.set = (await c.readHoldingRegisters(0, 2)).data;
          await c.writeCoil(0, false);
          out.relayAfter = (await c.readCoils(0, 1)).data[0];
          c.setID(2);
          out.incubator = (await c.readInputRegisters(0, 2)).buffer.readFloatBE(0);
          await c.writeRegisters(2, [0, 0x40C0]);
          const b = (await c.readHoldingRegisters(2, 2)).buffer;
          out.co2 = Buffer.from([b[2], b[3], b[0], b[1]]).readFloatBE(0);
          c.setID(4);
          await c.writeCoils(0, [true, true]);
          out.coils = (await c.readCoils(0, 2)).data.slice(0, 2);
          out.errors = [];
          for (const ask of [() => c.readInputRegisters(500, 1), () => c.writeRegister(0, 65000), () => c.writeFC20 ? c.readDeviceIdentification(1, 0) : 0])
            try { await ask(); out.errors.push(0); } catch (e) { out.errors.push(e.modbusCode); }
          console.log(JSON.stringify(out));
          c.close(() => process.exit(0));
        })().catch(e => { console.error(e); process.exit(1); });
        """;

    [Fact]
    public async Task Reads_writes_and_exceptions_are_understood_by_modbus_serial()
    {
        var (npmCode, _) = await Run("npm", ["--version"], Path.GetTempPath());
        var (nodeCode, _) = await Run("node", ["--version"], Path.GetTempPath());
        var demanded = Environment.GetEnvironmentVariable("CI") == "true";
        Assert.SkipWhen(!demanded && (npmCode != 0 || nodeCode != 0), "Node.js or npm is not installed.");

        var folder = Directory.CreateTempSubdirectory("modbus-peer-");
        try
        {
            var (installed, log) = await Run("npm", ["install", "--omit=optional", "--no-audit", "--no-fund", "--ignore-scripts", "modbus-serial@8"], folder.FullName);
            Assert.SkipWhen(!demanded && installed != 0, "npm could not install modbus-serial.");
            installed.ShouldBe(0, log);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "peer.js"), Script, TestContext.Current.CancellationToken);
            await using var host = new LabHost(DemoLabs.Create(1, 0, 1, null), TimeProvider.System);
            host.Open();

            var (code, output) = await Run("node", ["peer.js", host.PortOf("lab-1/modbus").ToString()], folder.FullName);

            code.ShouldBe(0, output);
            var seen = JsonDocument.Parse(output.Split('\n').First(l => l.StartsWith('{'))).RootElement;
            var freezer = host.Labs[0].Devices[0];
            ((short)seen.GetProperty("freezer")[0].GetInt32() * 0.1).ShouldBe(freezer["temp"], 0.001);
            seen.GetProperty("relay").GetBoolean().ShouldBeTrue();
            seen.GetProperty("relayAfter").GetBoolean().ShouldBeFalse();
            seen.GetProperty("set")[0].GetInt32().ShouldBe(65_536 - 780);
            freezer["set_temp"].ShouldBe(-78, 1e-9);
            seen.GetProperty("incubator").GetDouble().ShouldBe(host.Labs[0].Devices[1]["temp"], 0.001);
            seen.GetProperty("co2").GetDouble().ShouldBe(6);
            seen.GetProperty("coils").EnumerateArray().ShouldAllBe(c => c.GetBoolean());
            seen.GetProperty("errors").EnumerateArray().Select(e => e.GetInt32()).ShouldBe([2, 3, 1]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Output)> Run(string program, string[] arguments, string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromMinutes(2));
            try
            {
                var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
                await process.WaitForExitAsync(patience.Token);
                return (process.ExitCode, await output + await error);
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (127, e.Message);
        }
    }
}
