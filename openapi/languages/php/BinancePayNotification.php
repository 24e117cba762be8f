<?php

declare(strict_types=1);

/** The notification is not from the provider, or malformed: ignore it, and do not respond with SUCCESS. */
final class InvalidNotification extends Exception
{
}

/** A verified notification. */
final class BinancePayNotification
{
    /** Time window. The provider documents none. */
    private const WINDOW_MS = 600_000;

    private function __construct(
        public readonly string $bizType,
        public readonly string $bizId,
        public readonly string $bizStatus,
        /** Raw data, which may contain a token; null if it is not a string. */
        public readonly ?string $data,
        /** For the bizType TECH_PROVIDER. */
        public readonly ?AuthorizationEvent $authorization,
    ) {
    }

    /**
     * Returns the verified notification.
     *
     * @param array<string, string> $headers as getallheaders() returns them
     * @param string $body the raw bytes: file_get_contents('php://input')
     * @param callable(string): ?string $publicKey returns the PEM text of a serial in upper case, null for one that the
     *     provider does not list
     *
     * @throws InvalidNotification
     */
    public static function verify(array $headers, string $body, callable $publicKey, ?int $nowMs = null): self
    {
        $headers = array_change_key_case($headers);
        foreach (['timestamp', 'nonce', 'certificate-sn', 'signature'] as $name) {
            if (!is_string($headers["binancepay-$name"] ?? null)) {
                throw new InvalidNotification("no header binancepay-$name");
            }
        }
        $timestamp = $headers['binancepay-timestamp'];
        $nowMs ??= (int) (microtime(true) * 1000);
        if (!preg_match('/\A[0-9]{1,18}\z/', $timestamp) || abs($nowMs - (int) $timestamp) > self::WINDOW_MS) {
            throw new InvalidNotification('timestamp outside of the window');
        }
        $pem = $publicKey(strtoupper($headers['binancepay-certificate-sn']));
        $key = $pem === null ? false : openssl_pkey_get_public($pem);
        if ($key === false) {
            throw new InvalidNotification('unknown certificate serial');
        }
        // The final line feed is part of the payload. White space in the signature is ignored.
        $payload = "$timestamp\n{$headers['binancepay-nonce']}\n$body\n";
        $signature = base64_decode(preg_replace('/\s+/', '', $headers['binancepay-signature']), true);
        // 1 is valid, 0 is invalid, -1 is an error.
        if ($signature === false || openssl_verify($payload, $signature, $key, OPENSSL_ALGO_SHA256) !== 1) {
            throw new InvalidNotification('wrong signature');
        }
        // The body is verified: parse it now.
        try {
            return self::read(self::json($body));
        } catch (JsonException | TypeError) {
            // No cause, since it may quote the token.
            throw new InvalidNotification('signed, but not readable as a notification');
        }
    }

    private static function read(array $event): self
    {
        $data = is_string($event['data'] ?? null) ? $event['data'] : null;
        $authorization = null;
        if (($event['bizType'] ?? null) === 'TECH_PROVIDER') {
            // JSON text.
            $a = self::json($data);
            $authorization = new AuthorizationEvent(
                $a['authorizationId'] ?? null,
                $a['authorizationToken'] ?? null,
                self::id($a['merchantId'] ?? null),
                $a['merchantName'] ?? null,
                $a['scopes'] ?? null,
            );
        }

        return new self(
            $event['bizType'] ?? null,
            // Other kinds may have no bizId.
            self::id($event['bizId'] ?? ($authorization === null ? '' : null)),
            $event['bizStatus'] ?? null,
            $data,
            $authorization,
        );
    }

    /** An integer too large for PHP becomes a string, not a float without its last digits. */
    private static function json(string $text): array
    {
        return json_decode($text, true, 64, JSON_THROW_ON_ERROR | JSON_BIGINT_AS_STRING);
    }

    private static function id(int|string $id): string
    {
        return (string) $id;
    }
}

final class AuthorizationEvent
{
    /** @param ?string[] $scopes */
    public function __construct(
        public readonly string $authorizationId,
        /** A secret. It is present after a rejection, too: it does not prove consent. */
        #[\SensitiveParameter]
        public readonly string $authorizationToken,
        public readonly string $merchantId,
        public readonly string $merchantName,
        public readonly ?array $scopes,
    ) {
    }
}
