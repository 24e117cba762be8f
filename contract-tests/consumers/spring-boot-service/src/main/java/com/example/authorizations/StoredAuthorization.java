package com.example.authorizations;

import java.util.List;

/** An authorization as this service knows it. It has no token, so that no JSON or log shows one. */
record StoredAuthorization(
    String authorizationId, String merchantId, String status, List<String> scopes) {}
