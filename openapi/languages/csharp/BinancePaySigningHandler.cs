using System.Globalization;
using System.Security.Cryptography;
using System.Text;

/// <summary>Signs Binance Pay requests: AddHttpMessageHandler(() => new BinancePaySigningHandler(apiKey, secretKey)).</summary>
public sealed class BinancePaySigningHandler(string apiKey, string secretKey) : DelegatingHandler
{
    /// <summary>Upper-case hex of HMAC-SHA512 over timestamp LF nonce LF body LF; the final line feed included.</summary>
    public static string Sign(string secretKey, string timestamp, string nonce, byte[] body)
    {
        byte[] payload = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        return Convert.ToHexString(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secretKey), payload));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The content keeps these bytes and sends them.
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        // Milliseconds.
        string timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string nonce = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 32);
        SetHeader(request, "BinancePay-Timestamp", timestamp);
        SetHeader(request, "BinancePay-Nonce", nonce);
        SetHeader(request, "BinancePay-Certificate-SN", apiKey);
        SetHeader(request, "BinancePay-Signature", Sign(secretKey, timestamp, nonce, body));
        return await base.SendAsync(request, cancellationToken);
    }

    // Add alone would add a second value after a retry.
    private static void SetHeader(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.Add(name, value);
    }
}
