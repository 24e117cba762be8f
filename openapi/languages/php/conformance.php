<?php

declare(strict_types=1);

// Runs the signing vectors and the scenarios, and prints one JSON object a line.
require_once __DIR__ . '/example.php';

use BinancePay\Model\CreateAuthorizationRequest;
use BinancePay\ObjectSerializer;

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
            'createAuthorization' => ['outcome' => 'success', 'data' => createAuthorization(
                authorizationApi($secretKey),
                ObjectSerializer::deserialize((object) $request, CreateAuthorizationRequest::class),
            )],
            default => ['outcome' => 'missing'],
        };
    } catch (Rejection $e) {
        return ['outcome' => 'rejected', 'code' => $e->resultCode, 'message' => $e->getMessage()];
    } catch (Throwable $e) {
        return ['outcome' => 'failed', 'message' => get_class($e) . ': ' . $e->getMessage()];
    }
}

$vectors = readJson('VECTORS')['vectors'];
$wrong = array_filter($vectors, fn (array $vector) => $vector['signature'] !== BinancePaySigning::sign(
    $vector['secretKey'],
    $vector['timestamp'],
    $vector['nonce'],
    base64_decode($vector['bodyBase64']),
));
printJson(['vectors' => count($vectors), 'wrong' => array_column($wrong, 'name')]);

foreach (readJson('SCENARIOS') as $scenario) {
    printJson(['scenario' => $scenario['name']] + run($scenario));
}
