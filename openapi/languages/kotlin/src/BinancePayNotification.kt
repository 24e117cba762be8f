package com.example.binancepay

import com.squareup.moshi.JsonDataException
import com.squareup.moshi.JsonReader
import com.squareup.moshi.JsonReader.Token
import java.io.IOException
import java.nio.ByteBuffer
import java.security.GeneralSecurityException
import java.security.KeyFactory
import java.security.Signature
import java.security.spec.X509EncodedKeySpec
import java.util.Base64
import kotlin.math.abs
import okio.Buffer

/** Time window. The provider documents none. */
private const val WINDOW_MILLIS = 600_000L

/** The notification is not from the provider, or malformed: ignore it, and do not respond with SUCCESS. */
class InvalidNotification(message: String) : Exception(message)

data class Notification(
    val bizType: String,
    val bizId: String,
    val bizStatus: String,
    /** Raw data, which may contain a token; null if it is not a string. */
    val data: Secret?,
    /** For the bizType TECH_PROVIDER. */
    val authorization: AuthorizationEvent?,
)

data class AuthorizationEvent(
    val authorizationId: String,
    /** A secret. It is present after a rejection, too: it does not prove consent. */
    val authorizationToken: Secret,
    val merchantId: String,
    val merchantName: String,
    val scopes: List<String>?,
)

/**
 * Returns the verified notification, otherwise throws [InvalidNotification].
 *
 * @param header returns the value of a header, ignoring case, or null
 * @param body the raw bytes, before any framework parses them
 * @param publicKey returns the PEM of a serial in upper case; null if the provider does not list it
 */
fun verifyNotification(
    header: (String) -> String?,
    body: ByteArray,
    publicKey: (String) -> String?,
    nowMillis: Long = System.currentTimeMillis(),
): Notification {
    val (timestamp, nonce, serial, signature) = listOf("Timestamp", "Nonce", "Certificate-SN", "Signature").map {
        header("BinancePay-$it") ?: throw InvalidNotification("no header BinancePay-$it")
    }
    if (!timestamp.matches(Regex("[0-9]{1,18}")) || abs(nowMillis - timestamp.toLong()) > WINDOW_MILLIS) {
        throw InvalidNotification("timestamp outside of the window")
    }
    val pem = publicKey(serial.uppercase()) ?: throw InvalidNotification("unknown certificate serial")
    // The final line feed is part of the payload.
    if (!isSigned(pem, "$timestamp\n$nonce\n".toByteArray() + body + '\n'.code.toByte(), signature)) {
        throw InvalidNotification("wrong signature")
    }
    // The body is verified: parse it now.
    return try {
        read(exactJson("${Charsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body))}"))
    } catch (_: IOException) { // no UTF-8, or no JSON; without the cause, which may quote the token
        throw InvalidNotification("signed, but not JSON")
    } catch (_: JsonDataException) {
        throw InvalidNotification("signed, but not readable as a notification")
    }
}

private fun isSigned(pem: String, payload: ByteArray, signature: String): Boolean = try {
    val der = Base64.getMimeDecoder().decode(pem.replace(Regex("-----[A-Z ]+-----"), ""))
    val verifier = Signature.getInstance("SHA256withRSA")
    verifier.initVerify(KeyFactory.getInstance("RSA").generatePublic(X509EncodedKeySpec(der)))
    verifier.update(payload)
    verifier.verify(Base64.getDecoder().decode(signature.replace(Regex("\\s"), "")))
} catch (_: GeneralSecurityException) {
    false
} catch (_: IllegalArgumentException) { // no base64
    false
}

private fun read(event: Any?): Notification {
    val data = (event as? Map<*, *>)?.get("data") as? String
    val bizType = text(event, "bizType")
    val authorization = if (bizType == "TECH_PROVIDER") {
        // JSON text.
        val a = exactJson(data.orEmpty())
        AuthorizationEvent(
            text(a, "authorizationId"),
            Secret(text(a, "authorizationToken")),
            text(a, "merchantId"),
            text(a, "merchantName"),
            ((a as Map<*, *>)["scopes"] as? List<*>)?.map { "$it" },
        )
    } else {
        null
    }
    // Other kinds may have no bizId.
    val hasBizId = authorization != null || (event as Map<*, *>).containsKey("bizId")
    val bizId = if (hasBizId) text(event, "bizId") else ""
    return Notification(bizType, bizId, text(event, "bizStatus"), data?.let(::Secret), authorization)
}

private fun text(json: Any?, name: String): String =
    (json as? Map<*, *>)?.get(name) as? String ?: throw JsonDataException(name)

/** Parses JSON with every number as a string of its digits; Moshi's default is a `Double`. */
internal fun exactJson(json: String): Any? {
    val reader = JsonReader.of(Buffer().writeUtf8(json))
    return reader.value().also { if (reader.peek() != Token.END_DOCUMENT) throw JsonDataException("more than JSON") }
}

private fun JsonReader.value(): Any? = when (peek()) {
    Token.BEGIN_OBJECT -> buildMap {
        beginObject()
        while (hasNext()) put(nextName(), value())
        endObject()
    }
    Token.BEGIN_ARRAY -> buildList {
        beginArray()
        while (hasNext()) add(value())
        endArray()
    }
    Token.STRING, Token.NUMBER -> nextString()
    Token.BOOLEAN -> nextBoolean()
    else -> nextNull<Any>()
}
