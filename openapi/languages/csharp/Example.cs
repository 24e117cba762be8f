using BinancePay.Api;
using BinancePay.Client;
using BinancePay.Extensions;
using BinancePay.Model;
using Microsoft.Extensions.DependencyInjection;

/// <summary>Creates an authorization and handles a rejection.</summary>
public static class Example
{
    public static async Task Main()
    {
        using ServiceProvider services = Services(Variable("BINANCE_PAY_SECRET_KEY"));
        try
        {
            var request = new CreateAuthorizationRequest(
                merchantId: "merchant1",
                scopes: ["CONVERT", "CHECKOUT"],
                ipWhitelist: ["192.168.1.1", "192.168.1.2"]);
            Authorization authorization = await Create(services, request);
            Console.WriteLine($"Redirect the merchant to {authorization.RedirectUrl}");
        }
        catch (Rejection e)
        {
            Console.WriteLine($"Rejected, code {e.Code ?? "none"}: {e.Message}");
        }
    }

    internal static ServiceProvider Services(string secretKey)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddApi(options => options.AddApiHttpClients(
            client => client.BaseAddress = new Uri(Variable("BINANCE_PAY_BASE_URL")),
            builder => builder.AddHttpMessageHandler(
                () => new BinancePaySigningHandler(Variable("BINANCE_PAY_API_KEY"), secretKey))));
        return services.BuildServiceProvider();
    }

    internal static async Task<Authorization> Create(IServiceProvider services, CreateAuthorizationRequest request)
    {
        IAuthorizationApi api = services.GetRequiredService<IAuthorizationApi>();
        CreateAuthorizationResponse envelope = Envelope(services, await api.CreateAuthorizationAsync(request));
        return envelope is { Status: "SUCCESS", Code: "000000", Data: not null }
            ? envelope.Data
            : throw new Rejection(envelope.Code, envelope.ErrorMessage ?? envelope.Msg ?? envelope.ErrorData ?? "no message");
    }

    /// <summary>Returns the envelope of HTTP 200, which may be a failure: the envelope decides, not the HTTP status.</summary>
    internal static T Envelope<T>(IServiceProvider services, IOk<T?> response)
        where T : class
    {
        if (response.TryOk(out T? envelope))
        {
            return envelope;
        }
        // Default() throws if the body is not JSON.
        var json = services.GetRequiredService<JsonSerializerOptionsProvider>().Options;
        if (ClientUtils.TryDeserialize(response.RawContent, json, out ErrorResponse? error))
        {
            throw new Rejection(error.Code, error.ErrorMessage ?? error.Msg ?? error.ErrorData ?? "no message");
        }
        // No RawContent, since it may contain a token.
        throw new Rejection(null, $"No envelope, HTTP status {(int)response.StatusCode} {response.ReasonPhrase}");
    }

    internal static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
}

/// <summary>A failure. The code is null without the provider's envelope.</summary>
public sealed class Rejection(string? code, string message) : Exception(message)
{
    public string? Code { get; } = code;
}
