package com.example.binancepay

import com.example.binancepay.apis.AuthorizationApi
import com.example.binancepay.infrastructure.ApiResponse
import com.example.binancepay.infrastructure.ClientError
import com.example.binancepay.infrastructure.Serializer
import com.example.binancepay.infrastructure.ServerError
import com.example.binancepay.infrastructure.Success
import com.example.binancepay.models.Authorization
import com.example.binancepay.models.CreateAuthorizationRequest
import com.example.binancepay.models.ErrorResponse
import com.squareup.moshi.JsonDataException
import java.io.IOException
import okhttp3.OkHttpClient

/** The provider rejected the request. The code is null without the provider's envelope, for example for HTML. */
class Rejected(val code: String?, message: String?) : Exception(message)

fun client(baseUrl: String, apiKey: String, secretKey: String) = AuthorizationApi(baseUrl, httpClient(apiKey, secretKey))

fun httpClient(apiKey: String, secretKey: String): OkHttpClient = OkHttpClient.Builder()
    .addNetworkInterceptor(BinancePaySigning(apiKey, secretKey))
    // A second call may create a second authorization, so OkHttp must not retry: not after a broken connection,
    // at another address, or after a 503 with "Retry-After: 0".
    .retryOnConnectionFailure(false)
    .followRedirects(false)
    .addNetworkInterceptor { it.proceed(it.request()).newBuilder().removeHeader("Retry-After").build() }
    .build()

/**
 * The envelope decides, not the HTTP status: a failure may also have HTTP 200. Any exception but [Rejected] means that
 * there is no readable response: the outcome is unknown.
 */
fun AuthorizationApi.create(request: CreateAuthorizationRequest): Authorization =
    envelope(createAuthorizationWithHttpInfo(request)).run {
        data?.takeIf { status == "SUCCESS" && code == "000000" }
            ?: throw Rejected(code, errorMessage ?: msg ?: errorData)
    }

/** Returns the envelope of HTTP 200, also of a failure. */
fun <T : Any> envelope(response: ApiResponse<T?>): T = when (response) {
    is Success<T?> -> response.data ?: throw Rejected(null, "HTTP ${response.statusCode} without a body")
    is ClientError<*> -> throw rejected(response.statusCode, response.body)
    is ServerError<*> -> throw rejected(response.statusCode, response.body)
    else -> throw Rejected(null, "HTTP ${response.statusCode}")
}

/** The generated client does not parse the body of a failure. */
private fun rejected(httpStatus: Int, body: Any?): Rejected {
    val envelope = try {
        Serializer.moshi.adapter(ErrorResponse::class.java).fromJson("$body")
    } catch (_: IOException) { // no JSON
        null
    } catch (_: JsonDataException) { // JSON, but not an envelope
        null
    }
    return envelope?.run { Rejected(code, errorMessage ?: msg ?: errorData) }
        ?: Rejected(null, "HTTP $httpStatus: $body")
}
