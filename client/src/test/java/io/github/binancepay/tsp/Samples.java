package io.github.binancepay.tsp;

import com.google.gson.Gson;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.util.List;

/** Request and responses of the reference page. */
public final class Samples {
  public static final String API_KEY = "sandbox-api-key";
  public static final String SECRET_KEY = "sandbox-secret-key";

  /** Easily found where it leaks. */
  public static final String TOKEN = "tOkEn-4711";

  public static final String CREATED =
      "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"authorizationId\":\"authId1\","
          + "\"merchantName\":\"Merchant One\",\"authorizationToken\":\"tOkEn-4711\","
          + "\"merchantId\":\"merchant1\",\"status\":\"PENDING\",\"redirectUrl\":"
          + "\"https://merchant.binance.com/en/dashboard/review-authorization?authId=authId1\","
          + "\"scopes\":[\"CONVERT\",\"CHECKOUT\"],"
          + "\"ipWhitelist\":[\"192.168.1.1\",\"192.168.1.2\"]}}";

  public static final String SCOPES =
      "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"allowFeeShare\":false,"
          + "\"allowScopes\":[\"CONVERT\"]}}";

  private Samples() {}

  public static CreateAuthorizationRequest sampleRequest() {
    return new CreateAuthorizationRequest()
        .merchantId("merchant1")
        .scopes(List.of("CONVERT", "CHECKOUT"))
        .ipWhitelist(List.of("192.168.1.1", "192.168.1.2"));
  }

  /** Returns the model of {@link #CREATED}. */
  public static Authorization created() {
    return new Gson().fromJson(CREATED, CreateAuthorizationResponse.class).getData();
  }
}
