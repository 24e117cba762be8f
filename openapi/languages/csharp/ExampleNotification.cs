using System.Net;
using BinancePay.Api;
using BinancePay.Model;
using Microsoft.Extensions.DependencyInjection;

/// <summary>Receiver of notifications in a web application.</summary>
public static class ExampleNotification
{
    public static async Task Main()
    {
        using ServiceProvider services = Example.Services(Example.Variable("BINANCE_PAY_SECRET_KEY"));
        var keys = new PublicKeys(services);
        using var server = new HttpListener();
        server.Prefixes.Add("http://127.0.0.1:9000/");
        server.Start();
        while (true)
        {
            HttpListenerContext context = await server.GetContextAsync();
            // Raw bytes. Limit their number in a proxy.
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            try
            {
                Notification notification = await BinancePayNotification.Verify(
                    name => context.Request.Headers[name], body.ToArray(), keys.Get, DateTimeOffset.UtcNow);
                if (notification.Authorization is not null && notification.BizStatus == "SUBMIT_AUTH_AGREE")
                {
                    // The same event may arrive again: process it idempotently.
                    Console.WriteLine($"Agreed: {notification.Authorization.AuthorizationId}");
                }
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync("{\"returnCode\":\"SUCCESS\",\"returnMessage\":null}"u8.ToArray());
            }
            catch (Exception e)
            {
                // The provider retries after any status but 200.
                context.Response.StatusCode = e is InvalidNotificationException ? 400 : 500;
            }
            context.Response.Close();
        }
    }

    /// <summary>
    /// Caches the keys for an hour. Queries again for an unknown serial, at most once a minute.
    /// </summary>
    private sealed class PublicKeys(IServiceProvider services)
    {
        private readonly SemaphoreSlim turn = new(1);
        private Dictionary<string, string> keys = [];
        private DateTimeOffset asked = DateTimeOffset.MinValue;

        public async Task<string?> Get(string serial)
        {
            await turn.WaitAsync();
            try
            {
                TimeSpan age = DateTimeOffset.UtcNow - asked;
                if (age > TimeSpan.FromHours(1) || (!keys.ContainsKey(serial) && age > TimeSpan.FromMinutes(1)))
                {
                    asked = DateTimeOffset.UtcNow;
                    ICertificateApi api = services.GetRequiredService<ICertificateApi>();
                    QueryCertificatesResponse envelope =
                        Example.Envelope(services, await api.QueryCertificatesAsync(new object()));
                    if (envelope is { Status: "SUCCESS", Code: "000000", Data: not null })
                    {
                        keys = envelope.Data.ToDictionary(each => each.CertSerial.ToUpperInvariant(), each => each.CertPublic);
                    }
                }
                return keys.GetValueOrDefault(serial);
            }
            finally
            {
                turn.Release();
            }
        }
    }
}
