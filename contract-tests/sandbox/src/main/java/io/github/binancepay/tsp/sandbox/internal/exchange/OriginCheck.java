package io.github.binancepay.tsp.sandbox.internal.exchange;

import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rejects requests that come from another site: its page may send a form here, or its host name may
 * resolve to this machine.
 */
public final class OriginCheck {
  private static final String FOREIGN_HOST = "the Host is not the sandbox's";
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|\\[::1]|127(\\.[0-9]{1,3}){3}");

  private final String ownHost;

  /** Creates a check for the host that the sandbox listens on. */
  public OriginCheck(String ownHost) {
    this.ownHost = bracketed(ownHost);
  }

  /** {@return the reason to reject a request to an operation: a browser sends a foreign Host} */
  public Optional<String> rejectsBrowser(SandboxRequest request, String localAddress, int port) {
    boolean browser =
        Stream.of("Origin", "Sec-Fetch-Site")
            .anyMatch(header -> !request.headerValues(header).isEmpty());
    return browser && !hasOwnHost(request, localAddress, port)
        ? Optional.of(FOREIGN_HOST)
        : Optional.empty();
  }

  /** {@return the reason to reject a request to the console by Host, Origin and Sec-Fetch-Site} */
  public Optional<String> rejects(SandboxRequest request, String localAddress, int port) {
    if (!hasOwnHost(request, localAddress, port)) {
      return Optional.of(FOREIGN_HOST);
    }
    String host = request.header("Host");
    if (isVisit(request)) {
      return Optional.empty();
    }
    boolean sameOrigin =
        request.headerValues("Origin").stream()
            .allMatch(origin -> origin.equalsIgnoreCase("http://" + host));
    boolean sameSite =
        request.headerValues("Sec-Fetch-Site").stream()
            .allMatch(List.of("same-origin", "none")::contains);
    return sameOrigin && sameSite
        ? Optional.empty()
        : Optional.of("it comes from a page of another site");
  }

  private boolean hasOwnHost(SandboxRequest request, String localAddress, int port) {
    List<String> hosts = request.headerValues("Host");
    return hosts.size() == 1 && isOwn(hosts.get(0), localAddress, port);
  }

  /** {@return whether a person opens a page, from any site; a script cannot send this} */
  private static boolean isVisit(SandboxRequest request) {
    return request.method().equals("GET")
        && request.headerValues("Sec-Fetch-Mode").equals(List.of("navigate"));
  }

  private boolean isOwn(String host, String localAddress, int port) {
    String suffix = ":" + port;
    String lowerCase = host.toLowerCase(Locale.ROOT);
    String name =
        lowerCase.endsWith(suffix)
            ? lowerCase.substring(0, lowerCase.length() - suffix.length())
            : port == 80 ? lowerCase : "";
    return LOOPBACK.matcher(name).matches()
        || name.equals(ownHost)
        || name.equals(bracketed(localAddress));
  }

  private static String bracketed(String host) {
    String lowerCase = host.toLowerCase(Locale.ROOT);
    return host.contains(":") && !host.startsWith("[") ? "[" + lowerCase + "]" : lowerCase;
  }
}
