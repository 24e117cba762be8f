<?php

declare(strict_types=1);

// What the address of the webhook does with a POST: php -S 127.0.0.1:9000 example-notification.php
require_once __DIR__ . '/example.php';

/** Keeps the keys for an hour. For a serial that it does not know it asks again, at most once a minute. */
function publicKey(string $serial): ?string
{
    // A file, since PHP forgets everything between two requests; a cache of your framework is as good. Who can write
    // to it can forge notifications: no folder for temporary files.
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
    // The raw bytes, a mebibyte at most.
    $body = file_get_contents('php://input', length: 1 << 20);
    $notification = BinancePayNotification::verify(getallheaders(), $body, 'publicKey');
} catch (InvalidNotification) {
    // Whatever is not 200 is sent again.
    http_response_code(400);
    exit;
}
if ($notification->authorization && $notification->bizStatus === 'SUBMIT_AUTH_AGREE') {
    // The same event may come again: what is done here must not matter twice.
    error_log("Agreed: {$notification->authorization->authorizationId}");
}
header('Content-Type: application/json');
echo '{"returnCode":"SUCCESS","returnMessage":null}';
