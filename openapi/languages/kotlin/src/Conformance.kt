package com.example.binancepay

import com.example.binancepay.apis.AuthorizationApi
import com.example.binancepay.apis.CertificateApi
import com.example.binancepay.infrastructure.Serializer
import com.example.binancepay.models.AuthorizationNotification
import com.example.binancepay.models.ErrorResponse
import com.example.binancepay.models.QueryAuthorizationsRequest
import java.io.File
import java.io.PrintStream
import java.util.Base64
import okhttp3.MediaType.Companion.toMediaType
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody

private val out = PrintStream(System.out, true, Charsets.UTF_8)
private val json = Serializer.moshi.adapter(Any::class.java).serializeNulls()

private fun load(variable: String) = json.fromJson(File(System.getenv(variable)).readText())

private fun report(vararg line: Pair<String, Any?>) = out.println(json.toJson(mapOf(*line)))

/** Calls of the scenarios' operations, which return an envelope. */
private val operations = mapOf<Any?, (AuthorizationApi, String) -> Any>(
    "createAuthorization" to { api, request -> envelope(api.createAuthorizationWithHttpInfo(model(request))) },
    "queryScopes" to { api, request -> envelope(api.queryScopesWithHttpInfo(exactJson(request)!!)) },
    "queryAuthorizations" to { api, request ->
        envelope(api.queryAuthorizationsWithHttpInfo(model<QueryAuthorizationsRequest>(request)))
    },
    "queryCertificates" to { api, request ->
        val certificates = CertificateApi(api.baseUrl, api.client)
        envelope(certificates.queryCertificatesWithHttpInfo(exactJson(request)!!))
    },
    "requestWithoutBody" to { api, _ ->
        val request = Request.Builder().url("${api.baseUrl}/binancepay/openapi/certificates")
            .post("".toRequestBody("application/json".toMediaType()))
        api.client.newCall(request.build()).execute().use { model<ErrorResponse>(it.body.string()) }
    },
)

private inline fun <reified T> model(request: String) =
    requireNotNull(Serializer.moshi.adapter(T::class.java).fromJson(request))

/** Runs the signing vectors, the notifications and the scenarios; prints one JSON object per line. */
@Suppress("UNCHECKED_CAST")
fun main() {
    val vectors = (load("VECTORS") as Map<String, Any>)["vectors"] as List<Map<String, String>>
    val wrong = vectors.filter {
        val body = Base64.getDecoder().decode(it["bodyBase64"])
        signature(it.getValue("secretKey"), it.getValue("timestamp"), it.getValue("nonce"), body) != it["signature"]
    }
    report("vectors" to vectors.size, "wrong" to wrong.map { it["name"] })

    val document = exactJson(File(System.getenv("NOTIFICATION_VECTORS")).readText()) as Map<String, Any>
    val keys = (document["keys"] as List<Map<String, Any>>).filter { it["published"] == true }
        .associate { it["certSerial"] as String to it["certPublic"] as String }
    val notifications = document["vectors"] as List<Map<String, Any?>>
    val misread = notifications.filter { received(it, keys) != it["event"] }
    report("notifications" to notifications.size, "wrong" to misread.map { it["name"] })

    for (scenario in load("SCENARIOS") as List<Map<String, Any?>>) {
        val name = "scenario" to scenario["name"]
        val api = client(
            System.getenv("BINANCE_PAY_BASE_URL"),
            System.getenv("BINANCE_PAY_API_KEY"),
            scenario["secretKey"] as String? ?: System.getenv("BINANCE_PAY_SECRET_KEY"),
        )
        val call = operations[scenario["operation"]]
        if (call == null) {
            report(name, "outcome" to "missing")
            continue
        }
        try {
            report(name, *outcome(call(api, json.toJson(scenario["request"]))))
        } catch (e: Rejected) {
            report(name, "outcome" to "rejected", "code" to e.code, "message" to e.message)
        } catch (e: Exception) {
            report(name, "outcome" to "failed", "message" to "$e")
        }
    }
}

private fun outcome(envelope: Any): Array<Pair<String, Any?>> {
    val fields = exactJson(Serializer.moshi.adapter<Any>(envelope.javaClass).toJson(envelope)) as Map<*, *>
    val token = (fields["data"] as? Map<*, *>)?.get("authorizationToken") as String?
    check(token == null || token !in "$envelope") { "toString() shows the token" }
    if (fields["status"] == "SUCCESS" && fields["code"] == "000000") {
        return arrayOf("outcome" to "success", "data" to fields["data"])
    }
    throw Rejected(
        fields["code"] as String?, (fields["errorMessage"] ?: fields["msg"] ?: fields["errorData"]) as String?
    )
}

/** Format of the vector's event. */
@Suppress("UNCHECKED_CAST")
private fun received(vector: Map<String, Any?>, keys: Map<String, String>): Map<String, Any?>? {
    val headers = vector["headers"] as Map<String, String>
    val header = { name: String -> headers.entries.find { it.key.equals(name, ignoreCase = true) }?.value }
    val body = Base64.getDecoder().decode(vector["bodyBase64"] as String)
    val notification = try {
        verifyNotification(header, body, keys::get, (vector["now"] as String).toLong())
    } catch (_: InvalidNotification) {
        return null
    }
    var bizId = notification.bizId
    val authorization = notification.authorization?.run {
        check(authorizationToken.value !in "$notification") { "toString() shows the token" }
        if ("bizIdStr" in vector["body"] as String) {
            // The generated model keeps all digits, too.
            bizId = model<AuthorizationNotification>(String(body)).bizId.toPlainString()
        }
        mapOf(
            "authorizationId" to authorizationId,
            "authorizationToken" to authorizationToken.value,
            "merchantId" to merchantId,
            "merchantName" to merchantName,
            "scopes" to scopes,
        )
    }
    return mapOf(
        "bizType" to notification.bizType,
        "bizId" to bizId,
        "bizStatus" to notification.bizStatus,
        "data" to notification.data?.value,
        "authorization" to authorization,
    )
}
