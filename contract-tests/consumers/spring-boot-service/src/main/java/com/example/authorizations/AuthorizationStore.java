package com.example.authorizations;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;

/**
 * Authorizations and the merchants' decisions. Every write is idempotent, and no write returns to
 * an earlier status: an agreement that arrives after DISABLED or REJECTED changes nothing.
 */
@Repository
@Transactional
class AuthorizationStore {
  private final JdbcClient jdbc;
  private final TokenCipher cipher;

  AuthorizationStore(JdbcClient jdbc, TokenCipher cipher) {
    this.jdbc = jdbc;
    this.cipher = cipher;
  }

  /** Adds a pending authorization, unless it exists: an event may arrive before the response. */
  void addPending(String authorizationId, String merchantId, Collection<String> scopes) {
    jdbc.sql(
            "insert into authorizations (authorization_id, merchant_id, status, scopes)"
                + " values (?, ?, 'PENDING', ?) on conflict do nothing")
        .params(authorizationId, merchantId, String.join(",", scopes))
        .update();
  }

  void agree(String authorizationId, String token) {
    if (lock(authorizationId).equals("PENDING")) {
      set(authorizationId, "AGREED", cipher.encrypt(token));
    }
  }

  void reject(String authorizationId) {
    if (!lock(authorizationId).equals("DISABLED")) {
      set(authorizationId, "REJECTED", null);
    }
  }

  void disable(String authorizationId) {
    lock(authorizationId);
    set(authorizationId, "DISABLED", null);
  }

  /** Stores the new scopes, and the token if the merchant's agreement has arrived. */
  void change(String authorizationId, String token, Collection<String> scopes) {
    if (lock(authorizationId).equals("AGREED")) {
      set(authorizationId, "AGREED", cipher.encrypt(token));
    }
    jdbc.sql("update authorizations set scopes = ? where authorization_id = ?")
        .params(String.join(",", scopes), authorizationId)
        .update();
  }

  @Transactional(readOnly = true)
  List<StoredAuthorization> ofMerchant(String merchantId) {
    return jdbc.sql("select * from authorizations where merchant_id = ? order by authorization_id")
        .param(merchantId)
        .query(
            (row, number) ->
                new StoredAuthorization(
                    row.getString("authorization_id"),
                    row.getString("merchant_id"),
                    row.getString("status"),
                    List.of(StringUtils.tokenizeToStringArray(row.getString("scopes"), ","))))
        .list();
  }

  /** Returns the token to act for the merchant with; empty unless the merchant has agreed. */
  @Transactional(readOnly = true)
  Optional<String> token(String authorizationId) {
    return jdbc.sql(
            "select encrypted_token from authorizations"
                + " where authorization_id = ? and status = 'AGREED'")
        .param(authorizationId)
        .query(String.class)
        .optional()
        .map(cipher::decrypt);
  }

  /** Locks the row until the end of the transaction, so that events are stored one by one. */
  private String lock(String authorizationId) {
    return jdbc.sql("select status from authorizations where authorization_id = ? for update")
        .param(authorizationId)
        .query(String.class)
        .single();
  }

  private void set(String authorizationId, String status, String encryptedToken) {
    jdbc.sql("update authorizations set status = ?, encrypted_token = ? where authorization_id = ?")
        .params(status, encryptedToken, authorizationId)
        .update();
  }
}
