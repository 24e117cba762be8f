<?php

declare(strict_types=1);

// Receiver of notifications: php -S 127.0.0.1:9000 example-notification.php
require_once __DIR__ . '/example.php';

/** Caches the keys for an hour. Queries again for an unknown serial, at most once a minute. */
function publicKey(string $serial): ?string
{
    // A file, since PHP keeps nothing between requests; a cache of your framework works, too. Anyone who can write to it
    // can forge notifications: do not use a folder for temporary files.
    $file = __DIR__ . '/public-keys.json';
    $kept = is_file($file) ? json_decode(file_get_contents($file), true) : null;
    $age = time() - ($kept['asked'] ?? 0);
    if ($age > 3600 || !isset($kept['keys'][$serial]) && $age > 60) {
        $kept['asked'] = time();
        file_put_contents($file, json_encode($kept), LOCK_EX);
        $envelope = certificateApi(getenv('BINANCE_PAY_SECRET_KEY'))->queryCertificates(new stdClass());
        if ($envelope->getStatus() === 'SUCCESS' && $envelope->getCode() === '000000') {
            $kept['keys'] = [];
            foreach ($envelope->getData() as $certificate) {
                $kept['keys'][strtoupper($certificate->getCertSerial())] = $certificate->getCertPublic();
            }
            file_put_contents($file, json_encode($kept), LOCK_EX);
        }
    }

    return $kept['keys'][$serial] ?? null;
}

try {
    // Raw bytes, at most 1 MiB.
    $body = file_get_contents('php://input', length: 1 << 20);
    $notification = BinancePayNotification::verify(getallheaders(), $body, 'publicKey');
} catch (InvalidNotification) {
    // The provider retries after any status but 200.
    http_response_code(400);
    exit;
}
if ($notification->authorization && $notification->bizStatus === 'SUBMIT_AUTH_AGREE') {
    // The same event may arrive again: process it idempotently.
    error_log("Agreed: {$notification->authorization->authorizationId}");
}
header('Content-Type: application/json');
echo '{"returnCode":"SUCCESS","returnMessage":null}';
