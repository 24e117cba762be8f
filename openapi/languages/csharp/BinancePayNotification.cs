using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

/// <summary>The notification is not from the provider, or malformed: ignore it, and do not respond with SUCCESS.</summary>
public sealed class InvalidNotificationException(string message) : Exception(message);

/// <param name="Data">Raw data, which may contain a token; null if it is not a string.</param>
/// <param name="Authorization">For the bizType TECH_PROVIDER.</param>
public sealed record Notification(
    string BizType, string BizId, string BizStatus, string? Data, AuthorizationEvent? Authorization)
{
    /// <summary>Omits the data, which contains the token.</summary>
    public override string ToString() => $"Notification {BizType} {BizId} {BizStatus}";
}

/// <param name="AuthorizationToken">A secret. It is present after a rejection, too: it does not prove consent.</param>
public sealed record AuthorizationEvent(
    string AuthorizationId,
    string AuthorizationToken,
    string MerchantId,
    string MerchantName,
    IReadOnlyList<string>? Scopes)
{
    /// <summary>Omits the token.</summary>
    public override string ToString() => $"AuthorizationEvent {AuthorizationId} {MerchantId}";
}

/// <summary>Verifies and parses a notification.</summary>
public static class BinancePayNotification
{
    // Time window. The provider documents none.
    private const long WindowMilliseconds = 600_000;

    /// <summary>Returns the verified notification.</summary>
    /// <param name="header">Returns the value of a header, ignoring case, or null.</param>
    /// <param name="body">Raw bytes, before any framework parses them.</param>
    /// <param name="publicKey">
    /// Returns the PEM of a serial in upper case; null if the provider does not list it.
    /// </param>
    /// <param name="now">The receiver's time.</param>
    /// <exception cref="InvalidNotificationException">The notification is not from the provider, or malformed.</exception>
    public static async Task<Notification> Verify(
        Func<string, string?> header, byte[] body, Func<string, Task<string?>> publicKey, DateTimeOffset now)
    {
        string Required(string name) =>
            header(name) ?? throw new InvalidNotificationException($"no header {name}");
        string timestamp = Required("BinancePay-Timestamp");
        string nonce = Required("BinancePay-Nonce");
        string serial = Required("BinancePay-Certificate-SN");
        string signature = Required("BinancePay-Signature");
        if (timestamp.Length > 18
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long sent)
            || Math.Abs(now.ToUnixTimeMilliseconds() - sent) > WindowMilliseconds)
        {
            throw new InvalidNotificationException("timestamp outside of the window");
        }
        string pem = await publicKey(serial.ToUpperInvariant())
            ?? throw new InvalidNotificationException("unknown certificate serial");
        // The final line feed is part of the payload.
        byte[] payload = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        if (!IsSigned(pem, payload, signature))
        {
            throw new InvalidNotificationException("wrong signature");
        }
        // The body is verified: parse it now.
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // No cause, since it may quote the token.
            throw new InvalidNotificationException("signed, but not readable as a notification");
        }
    }

    private static bool IsSigned(string pem, byte[] payload, string signature)
    {
        try
        {
            using RSA rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            // FromBase64String ignores white space.
            return rsa.VerifyData(
                payload, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static Notification Read(JsonElement json)
    {
        string bizType = Text(json, "bizType");
        string? data = json.TryGetProperty("data", out JsonElement sent) && sent.ValueKind == JsonValueKind.String
            ? sent.GetString()
            : null;
        AuthorizationEvent? authorization = null;
        if (bizType == "TECH_PROVIDER")
        {
            // JSON text.
            using JsonDocument decoded = JsonDocument.Parse(data ?? "");
            JsonElement a = decoded.RootElement;
            List<string>? scopes = a.TryGetProperty("scopes", out JsonElement list) && list.ValueKind != JsonValueKind.Null
                ? list.EnumerateArray().Select(each => each.GetString()!).ToList()
                : null;
            authorization = new AuthorizationEvent(
                Text(a, "authorizationId"),
                Text(a, "authorizationToken"),
                Id(a, "merchantId"),
                Text(a, "merchantName"),
                scopes);
        }
        // Other kinds may have no bizId.
        string bizId = authorization is not null || json.TryGetProperty("bizId", out _) ? Id(json, "bizId") : "";
        return new Notification(bizType, bizId, Text(json, "bizStatus"), data, authorization);
    }

    // Returns the digits of a number of any length, or a string.
    private static string Id(JsonElement json, string name) =>
        json.GetProperty(name).ValueKind == JsonValueKind.Number ? json.GetProperty(name).GetRawText() : Text(json, name);

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new JsonException(name);
}
