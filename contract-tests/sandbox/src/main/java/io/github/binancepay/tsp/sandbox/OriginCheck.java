package io.github.binancepay.tsp.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps other sites out of the console: a page of theirs may send a browser here with a form, or
 * have its own host name lead to this machine.
 */
final class OriginCheck {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|\\[::1]|127(\\.[0-9]{1,3}){3}");

  private final String ownHost;

  /**
   * @param ownHost the one that the sandbox listens on
   */
  OriginCheck(String ownHost) {
    this.ownHost = bracketed(ownHost);
  }

  /**
   * Why a request is refused; empty if it is not.
   *
   * @param localAddress the address of this machine that it came to
   * @param port the port that it came to
   */
  Optional<String> refuses(SandboxRequest request, String localAddress, int port) {
    List<String> hosts = request.headerValues("Host");
    if (hosts.size() != 1 || !isOwn(hosts.get(0), localAddress, port)) {
      return Optional.of("the Host is not the sandbox's");
    }
    if (isVisit(request)) {
      return Optional.empty();
    }
    boolean sameOrigin =
        request.headerValues("Origin").stream()
            .allMatch(origin -> origin.equalsIgnoreCase("http://" + hosts.get(0)));
    boolean sameSite =
        request.headerValues("Sec-Fetch-Site").stream()
            .allMatch(List.of("same-origin", "none")::contains);
    return sameOrigin && sameSite
        ? Optional.empty()
        : Optional.of("it comes from a page of another site");
  }

  /** Whether somebody just comes to a page, from wherever that may be. A script does not. */
  private static boolean isVisit(SandboxRequest request) {
    return request.method.equals("GET")
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
