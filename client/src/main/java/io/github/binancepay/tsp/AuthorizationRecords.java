package io.github.binancepay.tsp;

import io.github.binancepay.tsp.model.AuthorizationPage;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.QueryAuthorizationsRequest;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The authorizations of this account or of one merchant. Nothing is called until it is iterated,
 * and each page of 10 only when its first record is wanted; every iteration starts from the first
 * page.
 *
 * <p>The provider documents no order. If authorizations are created meanwhile, one may move from
 * page to page: none is yielded twice, but one that moves to a page that was already read is not
 * seen. The end is an empty page, one with fewer than 10 records, or the second in a row without a
 * record that is new, so that a provider that repeats a page is not asked for ever.
 *
 * <p>An iterator throws what {@link BinancePayClient#queryAuthorizations
 * BinancePayClient.queryAuthorizations} does; called again, it asks for the same page again. It
 * keeps the ids that it has yielded.
 */
public final class AuthorizationRecords implements Iterable<AuthorizationRecord> {
  private static final int ROWS = 10;

  private final BinancePayClient client;
  private final @Nullable String merchantId;

  AuthorizationRecords(BinancePayClient client, @Nullable String merchantId) {
    this.client = client;
    this.merchantId = merchantId;
  }

  @Override
  public Iterator<AuthorizationRecord> iterator() {
    Paging paging = new Paging();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        while (paging.records.isEmpty() && !paging.ended) {
          paging.add(client.queryAuthorizations(paging.request()));
        }
        return !paging.records.isEmpty();
      }

      @Override
      public AuthorizationRecord next() {
        if (!hasNext()) {
          throw new NoSuchElementException("there are no more authorizations");
        }
        return paging.records.remove();
      }
    };
  }

  /** {@return the same as a stream, as lazy as its operations are} */
  public Stream<AuthorizationRecord> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** Records that a request may have created. */
  static Predicate<AuthorizationRecord> askedForBy(CreateAuthorizationRequest request) {
    // Read now: the caller may change the request while pages are read.
    String merchantId = request.getMerchantId();
    Set<String> scopes = new HashSet<>(request.getScopes());
    Set<String> ipWhitelist = new HashSet<>(request.getIpWhitelist());
    // Set.copyOf would take time that grows with the square of texts that have one hash code.
    return record ->
        record.getMerchantId().equals(merchantId)
            && new HashSet<>(record.getScopes()).equals(scopes)
            && new HashSet<>(record.getIpWhitelist()).equals(ipWhitelist);
  }

  /** Reads all pages one after the other; whatever ends the future cancels the call in flight. */
  CompletableFuture<List<AuthorizationRecord>> readAsync(Predicate<AuthorizationRecord> wanted) {
    CompletableFuture<List<AuthorizationRecord>> all = new CompletableFuture<>();
    readNext(new Paging(), wanted, all);
    return all;
  }

  private void readNext(
      Paging paging,
      Predicate<AuthorizationRecord> wanted,
      CompletableFuture<List<AuthorizationRecord>> all) {
    CompletableFuture<AuthorizationPage> call = client.queryAuthorizationsAsync(paging.request());
    CompletableFuture<?> unused = all.whenComplete((records, failure) -> call.cancel(false));
    unused =
        call.whenComplete(
            (page, failure) -> {
              if (failure != null) {
                all.completeExceptionally(failure);
                return;
              }
              paging.add(page);
              if (!paging.ended && !all.isDone()) {
                readNext(paging, wanted, all);
                return;
              }
              all.complete(
                  paging.records.stream().filter(wanted).collect(Collectors.toUnmodifiableList()));
            });
  }

  /** Which page to ask for, and the records that are new. */
  private final class Paging {
    final Queue<AuthorizationRecord> records = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private int page = 1;
    private int pagesWithoutNews;
    boolean ended;

    QueryAuthorizationsRequest request() {
      return new QueryAuthorizationsRequest().page(page).rows(ROWS).merchantId(merchantId);
    }

    void add(AuthorizationPage received) {
      page++;
      int before = seen.size();
      for (AuthorizationRecord record : received.getRows()) {
        if (seen.add(record.getAuthorizationId())) {
          records.add(record);
        }
      }
      pagesWithoutNews = seen.size() > before ? 0 : pagesWithoutNews + 1;
      ended = received.getRows().size() < ROWS || pagesWithoutNews == 2;
    }
  }
}
