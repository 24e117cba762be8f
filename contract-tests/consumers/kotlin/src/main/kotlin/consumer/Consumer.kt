package consumer

import io.github.binancepay.tsp.ApiCredentials
import io.github.binancepay.tsp.ApiException
import io.github.binancepay.tsp.BinancePayClient
import io.github.binancepay.tsp.model.CreateAuthorizationRequest
import io.github.binancepay.tsp.webhook.CertificateSource
import io.github.binancepay.tsp.webhook.WebhookVerifier
import java.net.HttpURLConnection
import java.net.URI

/** Makes the calls of every consumer in Kotlin, without `!!` on required fields. */
object Consumer {
    private val sandbox = System.getenv("BINANCE_PAY_BASE_URL")!!
    private val client = BinancePayClient.builder()
        .baseUrl(sandbox)
        .credentials(ApiCredentials.fromEnvironment())
        .build()
    private val verifier = WebhookVerifier.builder().certificates(CertificateSource.from(client)).build()

    @JvmStatic
    fun main(arguments: Array<String>) {
        val authorization = client.createAuthorization(request("merchant1"))
        val token: String = authorization.authorizationToken
        check(token.isNotEmpty() && authorization.scopes.contains("CONVERT"))
        check(!mayBeNull { authorization.redirectUrl } && mayBeNull { client.queryScopes().allowFeeShare })
        println("blocking: works")

        val redirectUrl = client.createAuthorizationAsync(request("merchant1"))
            .thenApply { it.redirectUrl }
            .get()
        check(redirectUrl.startsWith(sandbox))
        println("asynchronous: works")

        try {
            client.createAuthorization(request("no-such-merchant"))
            error("a merchant that does not exist was accepted")
        } catch (e: ApiException) {
            check(e.code() == "406210" && e.message!!.startsWith("406210"))
        }
        println("rejected: works")

        isNotified(authorization.authorizationId)
        println("notification: works")
    }

    private fun request(merchantId: String) = CreateAuthorizationRequest()
        .merchantId(merchantId)
        .scopes(listOf("CONVERT"))
        .ipWhitelist(listOf("192.168.1.1"))

    /** Verifies and reads the notification that the sandbox sends when the merchant agrees. */
    private fun isNotified(authorizationId: String) {
        val agree = open("$sandbox/sandbox/authorizations/$authorizationId/agree")
        agree.requestMethod = "POST"
        check(agree.responseCode == 200)

        val relayed = open(System.getenv("RELAY_URL") + authorizationId)
        val body = relayed.inputStream.readAllBytes()
        val notification = verifier.verify({ relayed.getHeaderField(it) }, body)
        val event = notification.authorization().orElseThrow()
        check(event.authorizationId() == authorizationId && event.scopes().contains("CONVERT"))
    }

    /** Tells whether the compiler treats a value as nullable, without JSpecify on the class path. */
    private inline fun <reified T> mayBeNull(@Suppress("UNUSED_PARAMETER") value: () -> T) = null is T

    private fun open(url: String) = URI(url).toURL().openConnection() as HttpURLConnection
}
