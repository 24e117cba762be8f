using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using BinancePay.Api;
using BinancePay.Client;
using BinancePay.Model;
using Microsoft.Extensions.DependencyInjection;

/// <summary>Runs the signing vectors, the notifications and the scenarios, and prints one JSON object per line.</summary>
public static class Conformance
{
    /// <summary>Calls of the scenarios' operations, which return an envelope.</summary>
    private static readonly Dictionary<string, Func<IServiceProvider, JsonElement, Task<object>>> Operations = new()
    {
        ["createAuthorization"] = async (services, request) => Example.Envelope(
            services, await Authorizations(services).CreateAuthorizationAsync(Model<CreateAuthorizationRequest>(services, request))),
        ["queryScopes"] = async (services, request) =>
            Example.Envelope(services, await Authorizations(services).QueryScopesAsync(request)),
        ["queryAuthorizations"] = async (services, request) => Example.Envelope(
            services, await Authorizations(services).QueryAuthorizationsAsync(Model<QueryAuthorizationsRequest>(services, request))),
        ["queryCertificates"] = async (services, request) => Example.Envelope(
            services, await services.GetRequiredService<ICertificateApi>().QueryCertificatesAsync(request)),
        ["requestWithoutBody"] = async (services, request) => await WithoutBody(),
    };

    private static async Task<ErrorResponse> WithoutBody()
    {
        var handler = new BinancePaySigningHandler(
            Example.Variable("BINANCE_PAY_API_KEY"), Example.Variable("BINANCE_PAY_SECRET_KEY"))
        {
            InnerHandler = new HttpClientHandler(),
        };
        using var client = new HttpClient(handler);
        // A request without content has no Content-Type.
        var content = new ByteArrayContent([]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        HttpResponseMessage response = await client.PostAsync(
            Example.Variable("BINANCE_PAY_BASE_URL") + "/binancepay/openapi/certificates", content);
        using ServiceProvider services = Example.Services("any");
        return JsonSerializer.Deserialize<ErrorResponse>(await response.Content.ReadAsStringAsync(), Options(services))!;
    }

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

        await RunNotifications(ReadJson("NOTIFICATION_VECTORS"));

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
            object model = await call(services, scenario.GetProperty("request"));
            JsonElement envelope = JsonSerializer.SerializeToElement(model, model.GetType(), Options(services));
            string? code = Text(envelope, "code");
            if (Text(envelope, "status") == "SUCCESS" && code == "000000")
            {
                result["outcome"] = "success";
                result["data"] = envelope.GetProperty("data");
            }
            else
            {
                string[] names = ["errorMessage", "msg", "errorData"];
                result["outcome"] = "rejected";
                result["code"] = code;
                result["message"] = names.Select(name => Text(envelope, name)).FirstOrDefault(text => text is not null);
            }
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

    private static async Task RunNotifications(JsonElement document)
    {
        Dictionary<string, string> keys = document.GetProperty("keys").EnumerateArray()
            .Where(key => key.GetProperty("published").GetBoolean())
            .ToDictionary(key => Text(key, "certSerial")!, key => Text(key, "certPublic")!);
        var wrong = new List<string>();
        foreach (JsonElement vector in document.GetProperty("vectors").EnumerateArray())
        {
            if (await Received(vector, keys) != JsonSerializer.Serialize(vector.GetProperty("event")))
            {
                wrong.Add(Text(vector, "name")!);
            }
        }
        Print(new() { ["notifications"] = document.GetProperty("vectors").GetArrayLength(), ["wrong"] = wrong });
    }

    /// <summary>Format of the vector's event.</summary>
    private static async Task<string> Received(JsonElement vector, Dictionary<string, string> keys)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty header in vector.GetProperty("headers").EnumerateObject())
        {
            headers[header.Name] = header.Value.GetString()!;
        }
        byte[] body = vector.GetProperty("bodyBase64").GetBytesFromBase64();
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(vector.GetProperty("now").GetInt64());
        try
        {
            Notification notification = await BinancePayNotification.Verify(
                name => headers.GetValueOrDefault(name),
                body,
                serial => Task.FromResult(keys.GetValueOrDefault(serial)),
                now);
            if (notification.Authorization is not null && Text(vector, "body")!.Contains("bizIdStr"))
            {
                // The generated model keeps all digits, too.
                using ServiceProvider services = Example.Services("any");
                var model = JsonSerializer.Deserialize<AuthorizationNotification>(body, Options(services))!;
                notification = notification with { BizId = model.BizId.ToString(CultureInfo.InvariantCulture) };
            }
            return JsonSerializer.Serialize(notification, new JsonSerializerOptions(JsonSerializerDefaults.Web));
        }
        catch (InvalidNotificationException)
        {
            return "null";
        }
    }

    private static IAuthorizationApi Authorizations(IServiceProvider services) =>
        services.GetRequiredService<IAuthorizationApi>();

    private static T Model<T>(IServiceProvider services, JsonElement request) =>
        request.Deserialize<T>(Options(services))!;

    private static JsonSerializerOptions Options(IServiceProvider services) =>
        services.GetRequiredService<JsonSerializerOptionsProvider>().Options;

    private static JsonElement ReadJson(string variable) =>
        JsonDocument.Parse(File.ReadAllBytes(Example.Variable(variable))).RootElement;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static void Print(Dictionary<string, object?> result) =>
        Console.WriteLine(JsonSerializer.Serialize(result));
}
