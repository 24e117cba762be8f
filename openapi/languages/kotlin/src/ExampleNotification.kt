package com.example.binancepay

import com.example.binancepay.apis.CertificateApi
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress

/** Receiver of notifications in a web application. */
fun main() {
    val http = httpClient(System.getenv("BINANCE_PAY_API_KEY"), System.getenv("BINANCE_PAY_SECRET_KEY"))
    val keys = PublicKeys(CertificateApi(System.getenv("BINANCE_PAY_BASE_URL"), http))
    val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 9000), 0)
    server.createContext("/") { exchange ->
        // Raw bytes, at most 1 MiB.
        val body = exchange.requestBody.readNBytes(1 shl 20)
        try {
            val notification = verifyNotification(exchange.requestHeaders::getFirst, body, keys::get)
            if (notification.authorization != null && notification.bizStatus == "SUBMIT_AUTH_AGREE") {
                // The same event may arrive again: process it idempotently.
                println("Agreed: ${notification.authorization.authorizationId}")
            }
            val success = """{"returnCode":"SUCCESS","returnMessage":null}""".toByteArray()
            exchange.responseHeaders["Content-Type"] = "application/json"
            exchange.sendResponseHeaders(200, success.size.toLong())
            exchange.responseBody.write(success)
        } catch (_: InvalidNotification) {
            // The provider retries after any status but 200.
            exchange.sendResponseHeaders(400, -1)
        }
        exchange.close()
    }
    server.start()
}

/** Caches the keys for an hour. Queries again for an unknown serial, at most once a minute. */
private class PublicKeys(private val api: CertificateApi) {
    private var keys = mapOf<String, String>()
    private var asked: Long? = null

    @Synchronized
    fun get(serial: String): String? {
        val now = System.nanoTime()
        val seconds = asked?.let { (now - it) / 1_000_000_000 } ?: Long.MAX_VALUE
        if (seconds > 3600 || serial !in keys && seconds > 60) {
            asked = now
            try {
                val envelope = api.queryCertificates(mapOf<String, Any>())
                if (envelope.status == "SUCCESS" && envelope.code == "000000") {
                    keys = envelope.data.orEmpty().associate { it.certSerial.uppercase() to it.certPublic }
                }
            } catch (e: Exception) {
                println("No new keys, $e")
            }
        }
        return keys[serial]
    }
}
