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

/** Not documented; what careful receivers use. */
private const val WINDOW_MILLIS = 600_000L

/** It does not come from the provider, or cannot be read: do nothing, and do not respond with SUCCESS. */
class InvalidNotification(message: String) : Exception(message)

data class Notification(
    val bizType: String,
    val bizId: String,
    val bizStatus: String,
    /** As sent, which may be JSON with a token in it; null if it was not a text. */
    val data: Secret?,
    /** For the bizType TECH_PROVIDER. */
    val authorization: AuthorizationEvent?,
)

data class AuthorizationEvent(
    val authorizationId: String,
    /** It is there after a rejection too, and proves no consent. */
    val authorizationToken: Secret,
    val merchantId: String,
    val merchantName: String,
    val scopes: List<String>?,
)

/**
 * Returns the notification if everything is right, else throws [InvalidNotification].
 *
 * @param header returns a header's value whatever the case of its name, as every server's own method does, or null
 * @param body the bytes as they came, before any framework has parsed them
 * @param publicKey returns the PEM text of a serial in upper case, null for one that the provider does not list
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
    // The last line feed counts.
    if (!isSigned(pem, "$timestamp\n$nonce\n".toByteArray() + body + '\n'.code.toByte(), signature)) {
        throw InvalidNotification("wrong signature")
    }
    // Nothing of the body was looked at before this line.
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
        // A text that holds JSON.
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
    return Notification(bizType, text(event, "bizId"), text(event, "bizStatus"), data?.let(::Secret), authorization)
}

private fun text(json: Any?, name: String): String =
    (json as? Map<*, *>)?.get(name) as? String ?: throw JsonDataException(name)

/** JSON with every number as the text of its digits: Moshi by itself makes a `Double` of it. */
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
