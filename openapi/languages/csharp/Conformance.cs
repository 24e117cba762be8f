using System.Text.Json;
using BinancePay.Client;
using BinancePay.Model;
using Microsoft.Extensions.DependencyInjection;

/// <summary>Runs the signing vectors and the scenarios, and prints one JSON object a line.</summary>
public static class Conformance
{
    /// <summary>A call of each operation that the scenarios name; what it returns can be written as JSON.</summary>
    private static readonly Dictionary<string, Func<IServiceProvider, JsonElement, Task<JsonElement>>> Operations = new()
    {
        ["createAuthorization"] = async (services, request) =>
        {
            JsonSerializerOptions json = services.GetRequiredService<JsonSerializerOptionsProvider>().Options;
            var model = request.Deserialize<CreateAuthorizationRequest>(json)!;
            return JsonSerializer.SerializeToElement(await Example.Create(services, model), json);
        },
    };

    public static async Task Main()
    {
        JsonElement vectors = ReadJson("VECTORS").GetProperty("vectors");
        var wrong = new List<string>();
        foreach (JsonElement vector in vectors.EnumerateArray())
        {
            string signature = BinancePaySigningHandler.Sign(
                Text(vector, "secretKey")!,
                Text(vector, "timestamp")!,
                Text(vector, "nonce")!,
                vector.GetProperty("bodyBase64").GetBytesFromBase64());
            if (signature != Text(vector, "signature"))
            {
                wrong.Add(Text(vector, "name")!);
            }
        }
        Print(new() { ["vectors"] = vectors.GetArrayLength(), ["wrong"] = wrong });

        foreach (JsonElement scenario in ReadJson("SCENARIOS").EnumerateArray())
        {
            Print(await Run(scenario));
        }
    }

    private static async Task<Dictionary<string, object?>> Run(JsonElement scenario)
    {
        var result = new Dictionary<string, object?> { ["scenario"] = Text(scenario, "name") };
        using ServiceProvider services =
            Example.Services(Text(scenario, "secretKey") ?? Example.Variable("BINANCE_PAY_SECRET_KEY"));
        if (!Operations.TryGetValue(Text(scenario, "operation")!, out var call))
        {
            result["outcome"] = "missing";
            return result;
        }
        try
        {
            result["data"] = await call(services, scenario.GetProperty("request"));
            result["outcome"] = "success";
        }
        catch (Rejection e)
        {
            result["outcome"] = "rejected";
            result["code"] = e.Code;
            result["message"] = e.Message;
        }
        catch (Exception e)
        {
            result["outcome"] = "failed";
            result["message"] = $"{e.GetType().Name}: {e.Message}";
        }
        return result;
    }

    private static JsonElement ReadJson(string variable) =>
        JsonDocument.Parse(File.ReadAllBytes(Example.Variable(variable))).RootElement;

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static void Print(Dictionary<string, object?> result) =>
        Console.WriteLine(JsonSerializer.Serialize(result));
}
