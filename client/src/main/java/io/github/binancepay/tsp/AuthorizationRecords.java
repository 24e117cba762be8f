package io.github.binancepay.tsp;

import io.github.binancepay.tsp.model.AuthorizationPage;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.QueryAuthorizationsRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Authorizations of this account or of one merchant. Each page of 10 is queried when its first
 * record is wanted, and each iteration starts with the first page.
 *
 * <p>The provider documents no order. If authorizations are created meanwhile, a record may move to
 * another page: no record is returned twice, but one that moves to a page that was already read is
 * missed. Reading ends at an empty page, at a page with fewer than 10 rows once {@code total}
 * records were read, or at the second page in a row without a new record.
 *
 * <p>An iterator throws the exceptions of {@link BinancePayClient#queryAuthorizations
 * BinancePayClient.queryAuthorizations}; called again, it queries the same page. It keeps the ids
 * of the records that it returned.
 */
public final class AuthorizationRecords implements Iterable<AuthorizationRecord> {
  private static final int ROWS = 10;
  private static final int MAX_RECORDS_OF_A_FUTURE = 100_000;

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

  /** {@return a lazy stream of the authorizations} */
  public Stream<AuthorizationRecord> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** Returns whether a request may have created a record. */
  static Predicate<AuthorizationRecord> askedForBy(CreateAuthorizationRequest request) {
    // Copies, because the caller may change the request while pages are read.
    String merchantId = request.getMerchantId();
    Set<String> scopes = new HashSet<>(request.getScopes());
    Set<String> ipWhitelist = new HashSet<>(request.getIpWhitelist());
    return record ->
        record.getMerchantId().equals(merchantId)
            && new HashSet<>(record.getScopes()).equals(scopes)
            && new HashSet<>(record.getIpWhitelist()).equals(ipWhitelist);
  }

  /** Reads all pages. Ending the future cancels the call in flight. */
  CompletableFuture<List<AuthorizationRecord>> readAsync(Predicate<AuthorizationRecord> wanted) {
    AsyncReading reading = new AsyncReading(wanted);
    reading.readNext();
    return reading.all;
  }

  private final class AsyncReading {
    final CompletableFuture<List<AuthorizationRecord>> all = new CompletableFuture<>();
    private final Predicate<AuthorizationRecord> wanted;
    private final Paging paging = new Paging();
    private final List<AuthorizationRecord> found = new ArrayList<>();
    private volatile CompletableFuture<AuthorizationPage> call;

    AsyncReading(Predicate<AuthorizationRecord> wanted) {
      this.wanted = wanted;
      CompletableFuture<?> unused = all.whenComplete((records, failure) -> call.cancel(false));
    }

    void readNext() {
      call = client.queryAuthorizationsAsync(paging.request());
      CompletableFuture<?> unused = call.whenComplete(this::add);
      if (all.isDone()) {
        call.cancel(false);
      }
    }

    private void add(AuthorizationPage page, Throwable failure) {
      if (failure != null) {
        all.completeExceptionally(failure);
        return;
      }
      paging.add(page);
      paging.records.stream().filter(wanted).forEach(found::add);
      paging.records.clear();
      if (paging.seen.size() > MAX_RECORDS_OF_A_FUTURE) {
        all.completeExceptionally(
            new IllegalStateException(
                "more than 100,000 authorizations; iterate over authorizations()"));
      } else if (paging.ended) {
        all.complete(List.copyOf(found));
      } else if (!all.isDone()) {
        readNext();
      }
    }
  }

  /** Page to query next, and the records that are new. */
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
      int rows = received.getRows().size();
      boolean isComplete = rows < ROWS && seen.size() >= received.getTotal();
      ended = rows == 0 || isComplete || pagesWithoutNews == 2;
    }
  }
}
