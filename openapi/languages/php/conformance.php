<?php

declare(strict_types=1);

// Runs the signing vectors, the notifications and the scenarios, and prints one JSON object per line.
require_once __DIR__ . '/example.php';

use BinancePay\Model\AuthorizationNotification;
use BinancePay\Model\CreateAuthorizationRequest;
use BinancePay\Model\ErrorResponse;
use BinancePay\Model\QueryAuthorizationsRequest;
use BinancePay\ObjectSerializer;
use GuzzleHttp\Client;

function readJson(string $variable): array
{
    return json_decode(file_get_contents(getenv($variable)), true, 512, JSON_THROW_ON_ERROR);
}

function printJson(array $result): void
{
    echo json_encode($result, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
}

function run(array $scenario): array
{
    $secretKey = $scenario['secretKey'] ?? getenv('BINANCE_PAY_SECRET_KEY');
    $request = $scenario['request'];
    try {
        return match ($scenario['operation']) {
            'createAuthorization' => success(fn () => authorizationApi($secretKey)->createAuthorization(
                ObjectSerializer::deserialize((object) $request, CreateAuthorizationRequest::class),
            )),
            'queryScopes' => success(fn () => authorizationApi($secretKey)->queryScopes((object) $request)),
            'queryAuthorizations' => success(fn () => authorizationApi($secretKey)->queryAuthorizations(
                ObjectSerializer::deserialize((object) $request, QueryAuthorizationsRequest::class),
            )),
            'queryCertificates' => success(fn () => certificateApi($secretKey)->queryCertificates((object) $request)),
            'requestWithoutBody' => success(fn () => withoutBody(signingClient($secretKey))),
            default => ['outcome' => 'missing'],
        };
    } catch (Rejection $e) {
        return ['outcome' => 'rejected', 'code' => $e->resultCode, 'message' => $e->getMessage()];
    } catch (Throwable $e) {
        return ['outcome' => 'failed', 'message' => get_class($e) . ': ' . $e->getMessage()];
    }
}

function success(callable $call): array
{
    return ['outcome' => 'success', 'data' => data($call)];
}

function withoutBody(Client $client): ErrorResponse
{
    $response = $client->post(getenv('BINANCE_PAY_BASE_URL') . '/binancepay/openapi/certificates', [
        'headers' => ['Content-Type' => 'application/json'],
        'http_errors' => false,
    ]);

    return ObjectSerializer::deserialize((string) $response->getBody(), ErrorResponse::class);
}

/** Format of the vector's event. */
function received(array $vector, array $keys): ?array
{
    $body = base64_decode($vector['bodyBase64']);
    try {
        $notification = BinancePayNotification::verify(
            $vector['headers'],
            $body,
            fn (string $serial) => $keys[$serial] ?? null,
            $vector['now'],
        );
    } catch (InvalidNotification) {
        return null;
    }
    $event = json_decode(json_encode($notification), true);
    if ($notification->authorization && str_contains($body, 'bizIdStr')) {
        // The generated model keeps all digits, too.
        $json = json_decode($body, false, 64, JSON_BIGINT_AS_STRING);
        $event['bizId'] = ObjectSerializer::deserialize($json, AuthorizationNotification::class)->getBizId();
    }

    return $event;
}

$vectors = readJson('VECTORS')['vectors'];
$wrong = array_filter($vectors, fn (array $vector) => $vector['signature'] !== BinancePaySigning::sign(
    $vector['secretKey'],
    $vector['timestamp'],
    $vector['nonce'],
    base64_decode($vector['bodyBase64']),
));
printJson(['vectors' => count($vectors), 'wrong' => array_column($wrong, 'name')]);

$document = readJson('NOTIFICATION_VECTORS');
$published = array_filter($document['keys'], fn (array $key) => $key['published']);
$keys = array_column($published, 'certPublic', 'certSerial');
$wrong = array_filter($document['vectors'], fn (array $vector) => received($vector, $keys) !== $vector['event']);
printJson(['notifications' => count($document['vectors']), 'wrong' => array_column($wrong, 'name')]);

foreach (readJson('SCENARIOS') as $scenario) {
    printJson(['scenario' => $scenario['name']] + run($scenario));
}
