<?php

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

use BinancePay\Api\AuthorizationApi;
use BinancePay\Api\CertificateApi;
use BinancePay\ApiException;
use BinancePay\Configuration;
use BinancePay\Model\Authorization;
use BinancePay\Model\CreateAuthorizationRequest;
use GuzzleHttp\Client;
use GuzzleHttp\HandlerStack;

/** A failure. The result code is null without the provider's envelope. */
final class Rejection extends Exception
{
    public function __construct(public readonly ?string $resultCode, string $message)
    {
        parent::__construct($message);
    }
}

function authorizationApi(#[\SensitiveParameter] string $secretKey): AuthorizationApi
{
    return new AuthorizationApi(signingClient($secretKey), configuration());
}

function certificateApi(#[\SensitiveParameter] string $secretKey): CertificateApi
{
    return new CertificateApi(signingClient($secretKey), configuration());
}

function signingClient(#[\SensitiveParameter] string $secretKey): Client
{
    $stack = HandlerStack::create();
    $stack->push(BinancePaySigning::middleware(getenv('BINANCE_PAY_API_KEY'), $secretKey));

    return new Client(['handler' => $stack]);
}

function configuration(): Configuration
{
    return (new Configuration())->setHost(getenv('BINANCE_PAY_BASE_URL'));
}

function createAuthorization(AuthorizationApi $api, CreateAuthorizationRequest $request): Authorization
{
    return data(fn () => $api->createAuthorization($request));
}

/** Makes a call and returns the data of its envelope. */
function data(callable $call): mixed
{
    try {
        $envelope = $call();
    } catch (ApiException $e) {
        // Without a body the connection failed: the outcome is unknown.
        if ($e->getResponseBody() === null) {
            throw $e;
        }
        $envelope = $e->getResponseObject();
        // An HTML page becomes an empty envelope.
        if ($envelope?->getCode() === null) {
            throw new Rejection(null, $e->getMessage());
        }
    }
    // The envelope decides, not the HTTP status.
    if ($envelope->getStatus() === 'SUCCESS' && $envelope->getCode() === '000000') {
        return $envelope->getData();
    }
    throw new Rejection(
        $envelope->getCode(),
        $envelope->getErrorMessage() ?? $envelope->getMsg() ?? $envelope->getErrorData() ?? 'no message',
    );
}

if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    try {
        $request = new CreateAuthorizationRequest([
            'merchant_id' => 'merchant1',
            'scopes' => ['CONVERT', 'CHECKOUT'],
            'ip_whitelist' => ['192.168.1.1', '192.168.1.2'],
        ]);
        $authorization = createAuthorization(authorizationApi(getenv('BINANCE_PAY_SECRET_KEY')), $request);
        echo 'Redirect the merchant to ', $authorization->getRedirectUrl(), "\n";
    } catch (Rejection $e) {
        echo 'Rejected, code ', $e->resultCode ?? 'none', ': ', $e->getMessage(), "\n";
    }
}
