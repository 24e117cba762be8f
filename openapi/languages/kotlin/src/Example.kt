package com.example.binancepay

import com.example.binancepay.models.CreateAuthorizationRequest

/** Creates an authorization and handles a rejection. */
fun main() {
    val api = client(
        System.getenv("BINANCE_PAY_BASE_URL"),
        System.getenv("BINANCE_PAY_API_KEY"),
        System.getenv("BINANCE_PAY_SECRET_KEY"),
    )
    try {
        val created = api.create(
            CreateAuthorizationRequest("merchant1", listOf("CONVERT", "CHECKOUT"), listOf("192.168.1.1"))
        )
        println("Send the merchant to ${created.redirectUrl}")
    } catch (e: Rejected) {
        println("Rejected, ${e.code}: ${e.message}")
    } catch (e: Exception) {
        println("Do not just repeat it, $e")
    }
}
