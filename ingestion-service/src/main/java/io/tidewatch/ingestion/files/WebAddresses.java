package io.tidewatch.ingestion.files;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * Says which addresses may be fetched from: those that the internet can reach.
 *
 * <p>The name is resolved here and again by the client, so a name that changes its address between
 * the two gets by; who needs more puts a proxy in front.
 */
final class WebAddresses {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private WebAddresses() {}

  /** The address of this text. */
  static URI parse(String text) {
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new FileRefusedException(
          HttpStatus.BAD_REQUEST, "invalid-url", "%s is no address.".formatted(text));
    }
  }

  /**
   * Refuses what may not be fetched.
   *
   * @throws FileRefusedException if it is no http address, or leads into a private network
   */
  static void require(URI address, boolean privateToo) {
    String scheme = address.getScheme();
    String host = address.getHost();
    if (scheme == null
        || host == null
        || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
        || address.getUserInfo() != null) {
      throw new FileRefusedException(
          HttpStatus.BAD_REQUEST,
          "invalid-url",
          "An address begins with http:// or https:// and has no password in it.");
    }
    if (privateToo) {
      return;
    }
    try {
      for (InetAddress one : InetAddress.getAllByName(host)) {
        if (isPrivate(one)) {
          throw new FileRefusedException(
              HttpStatus.FORBIDDEN,
              "private-address",
              "%s is in a private network; tidewatch.ingestion.downloads.private-addresses=true allows it."
                  .formatted(host));
        }
      }
    } catch (UnknownHostException e) {
      throw new FileRefusedException(
          HttpStatus.BAD_GATEWAY, "unknown-host", "There is no host %s.".formatted(host));
    }
  }

  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || address instanceof Inet4Address
            && (first == 0 || first >= 240 || first == 100 && second >= 64 && second < 128)
        || address instanceof Inet6Address && (first & 0xfe) == 0xfc;
  }
}
