package com.example.binancepay

import com.example.binancepay.infrastructure.Serializer
import com.example.binancepay.models.CreateAuthorizationRequest
import java.io.File
import java.io.PrintStream
import java.util.Base64

private val out = PrintStream(System.out, true, Charsets.UTF_8)
private val json = Serializer.moshi.adapter(Any::class.java).serializeNulls()

private fun load(variable: String) = json.fromJson(File(System.getenv(variable)).readText())

private fun report(vararg line: Pair<String, Any?>) = out.println(json.toJson(mapOf(*line)))

/** Runs the signing vectors and the scenarios through the generated client; prints one JSON object a line. */
@Suppress("UNCHECKED_CAST")
fun main() {
    val vectors = (load("VECTORS") as Map<String, Any>)["vectors"] as List<Map<String, String>>
    val wrong = vectors.filter {
        val body = Base64.getDecoder().decode(it["bodyBase64"])
        signature(it.getValue("secretKey"), it.getValue("timestamp"), it.getValue("nonce"), body) != it["signature"]
    }
    report("vectors" to vectors.size, "wrong" to wrong.map { it["name"] })

    for (scenario in load("SCENARIOS") as List<Map<String, Any?>>) {
        val name = "scenario" to scenario["name"]
        val api = client(
            System.getenv("BINANCE_PAY_BASE_URL"),
            System.getenv("BINANCE_PAY_API_KEY"),
            scenario["secretKey"] as String? ?: System.getenv("BINANCE_PAY_SECRET_KEY"),
        )
        val request = CreateAuthorizationRequest(
            scenario["merchantId"] as String,
            listOf("CONVERT", "CHECKOUT"),
            listOf("192.168.1.1", "192.168.1.2"),
        )
        try {
            val created = api.create(request)
            check(created.authorizationToken.value !in "$created") { "toString() shows the token" }
            report(
                name,
                "outcome" to "created",
                "merchantId" to created.merchantId,
                "merchantName" to created.merchantName,
                "redirectUrl" to created.redirectUrl,
            )
        } catch (e: Rejected) {
            report(name, "outcome" to "rejected", "code" to e.code, "message" to e.message)
        } catch (e: Exception) {
            report(name, "outcome" to "failed", "message" to "$e")
        }
    }
}
