package com.example.binancepay

import com.example.binancepay.apis.AuthorizationApi
import com.example.binancepay.infrastructure.Serializer
import com.example.binancepay.models.Authorization
import java.io.File
import java.io.PrintStream
import java.util.Base64

private val out = PrintStream(System.out, true, Charsets.UTF_8)
private val json = Serializer.moshi.adapter(Any::class.java).serializeNulls()

private fun load(variable: String) = json.fromJson(File(System.getenv(variable)).readText())

private fun report(vararg line: Pair<String, Any?>) = out.println(json.toJson(mapOf(*line)))

/** A call of each operation that the scenarios name; what it returns can be written as JSON. */
private val operations = mapOf<Any?, (AuthorizationApi, String) -> Any?>(
    "createAuthorization" to { api, request ->
        val created = api.create(model(request))
        check(created.authorizationToken.value !in "$created") { "toString() shows the token" }
        json.fromJson(Serializer.moshi.adapter(Authorization::class.java).toJson(created))
    },
)

private inline fun <reified T> model(request: String) =
    requireNotNull(Serializer.moshi.adapter(T::class.java).fromJson(request))

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
        val call = operations[scenario["operation"]]
        if (call == null) {
            report(name, "outcome" to "missing")
            continue
        }
        try {
            report(name, "outcome" to "success", "data" to call(api, json.toJson(scenario["request"])))
        } catch (e: Rejected) {
            report(name, "outcome" to "rejected", "code" to e.code, "message" to e.message)
        } catch (e: Exception) {
            report(name, "outcome" to "failed", "message" to "$e")
        }
    }
}
