package com.example.binancepay

import java.security.SecureRandom
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import okhttp3.Interceptor
import okhttp3.Response
import okio.Buffer

/** Upper-case hex of HMAC-SHA512 over three lines, each with a line feed at its end. */
fun signature(secretKey: String, timestamp: String, nonce: String, body: ByteArray): String {
    val mac = Mac.getInstance("HmacSHA512").apply { init(SecretKeySpec(secretKey.toByteArray(), algorithm)) }
    for (line in listOf(timestamp.toByteArray(), nonce.toByteArray(), body)) {
        mac.update(line)
        mac.update('\n'.code.toByte())
    }
    return mac.doFinal().joinToString("") { "%02X".format(it) }
}

/**
 * Signs every request of the generated client. Pass it to `addNetworkInterceptor`, which runs after the connection is open:
 * a timestamp is valid for one second only. It is not a data class, whose `toString()` would print the key.
 */
class BinancePaySigning(private val apiKey: String, private val secretKey: String) : Interceptor {
    private val random = SecureRandom()

    override fun intercept(chain: Interceptor.Chain): Response {
        val bytes = Buffer().also { chain.request().body?.writeTo(it) }.readByteArray()
        val timestamp = System.currentTimeMillis().toString()
        val nonce = String(CharArray(32) { 'a' + random.nextInt(26) })
        return chain.proceed(
            chain.request().newBuilder()
                .header("BinancePay-Timestamp", timestamp)
                .header("BinancePay-Nonce", nonce)
                .header("BinancePay-Certificate-SN", apiKey)
                .header("BinancePay-Signature", signature(secretKey, timestamp, nonce, bytes))
                .build()
        )
    }
}
