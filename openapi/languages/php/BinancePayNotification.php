<?php

declare(strict_types=1);

/** It does not come from the provider, or cannot be read: do nothing, and do not respond with SUCCESS. */
final class InvalidNotification extends Exception
{
}

/** A notification, verified and read. */
final class BinancePayNotification
{
    /** Not documented; what careful receivers use. */
    private const WINDOW_MS = 600_000;

    private function __construct(
        public readonly string $bizType,
        public readonly string $bizId,
        public readonly string $bizStatus,
        /** As sent, which may be JSON with a token in it; null if it was not a string. */
        public readonly ?string $data,
        /** For the bizType TECH_PROVIDER. */
        public readonly ?AuthorizationEvent $authorization,
    ) {
    }

    /**
     * Returns the notification if everything is right.
     *
     * @param array<string, string> $headers as getallheaders() returns them
     * @param string $body the bytes as they came: file_get_contents('php://input')
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
        // The last line feed counts, and white space in the signature does not.
        $payload = "$timestamp\n{$headers['binancepay-nonce']}\n$body\n";
        $signature = base64_decode(preg_replace('/\s+/', '', $headers['binancepay-signature']), true);
        // 1 is right, 0 is wrong, and -1 is an error: it must not pass for true.
        if ($signature === false || openssl_verify($payload, $signature, $key, OPENSSL_ALGO_SHA256) !== 1) {
            throw new InvalidNotification('wrong signature');
        }
        // Nothing of the body was looked at before this line.
        try {
            return self::read(self::json($body));
        } catch (JsonException | TypeError) {
            // Without the cause, which may quote the token.
            throw new InvalidNotification('signed, but not readable as a notification');
        }
    }

    private static function read(array $event): self
    {
        $data = is_string($event['data'] ?? null) ? $event['data'] : null;
        $authorization = null;
        if (($event['bizType'] ?? null) === 'TECH_PROVIDER') {
            // A string that holds JSON.
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
            self::id($event['bizId'] ?? null),
            $event['bizStatus'] ?? null,
            $data,
            $authorization,
        );
    }

    /** An integer too large for PHP becomes a string, instead of a float that has lost digits. */
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
        /** A secret. It is there after a rejection too, and proves no consent. */
        #[\SensitiveParameter]
        public readonly string $authorizationToken,
        public readonly string $merchantId,
        public readonly string $merchantName,
        public readonly ?array $scopes,
    ) {
    }
}
