<?php

declare(strict_types=1);

use GuzzleHttp\Middleware;
use Psr\Http\Message\RequestInterface;

/** Signs Binance Pay requests: push the middleware last, so that nothing changes the body after it. */
final class BinancePaySigning
{
    /** Upper-case hex of HMAC-SHA512 over timestamp LF nonce LF body LF; the final line feed included. */
    public static function sign(#[\SensitiveParameter] string $secretKey, string $timestamp, string $nonce, string $body): string
    {
        return strtoupper(hash_hmac('sha512', "$timestamp\n$nonce\n$body\n", $secretKey));
    }

    public static function middleware(string $apiKey, #[\SensitiveParameter] string $secretKey): callable
    {
        return Middleware::mapRequest(function (RequestInterface $request) use ($apiKey, $secretKey) {
            // Milliseconds.
            $timestamp = sprintf('%d', microtime(true) * 1000);
            // 32 letters: hex with its digits replaced by letters.
            $nonce = strtr(bin2hex(random_bytes(16)), '0123456789', 'ghijklmnop');

            return $request
                ->withHeader('BinancePay-Timestamp', $timestamp)
                ->withHeader('BinancePay-Nonce', $nonce)
                ->withHeader('BinancePay-Certificate-SN', $apiKey)
                ->withHeader('BinancePay-Signature', self::sign($secretKey, $timestamp, $nonce, (string) $request->getBody()));
        });
    }
}
