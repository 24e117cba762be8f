<?php

declare(strict_types=1);

// Composer's autoloader, otherwise Guzzle of the distribution's package and the generated client.
if (is_file(__DIR__ . '/vendor/autoload.php')) {
    require __DIR__ . '/vendor/autoload.php';
} else {
    require 'GuzzleHttp/autoload.php';
    spl_autoload_register(function (string $class): void {
        $lib = (getenv('GENERATED') ?: __DIR__ . '/generated') . '/lib/';
        if (str_starts_with($class, 'BinancePay\\')) {
            require $lib . str_replace('\\', '/', substr($class, strlen('BinancePay\\'))) . '.php';
        }
    });
}
require __DIR__ . '/BinancePayNotification.php';
require __DIR__ . '/BinancePaySigning.php';
