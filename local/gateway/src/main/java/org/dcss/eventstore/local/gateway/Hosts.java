package org.dcss.eventstore.local.gateway;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The names that the gateway answers to: those of loopback, and those it was given. A web page can make a name of its own
 * lead to loopback; to the browser the answers were then the page's own.
 */
final class Hosts {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");

    private final Set<String> allowed;

    /** Loopback's names and these, without a port. */
    Hosts(Set<String> allowed) {
        this.allowed =
                allowed.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** A request that names no host, as HTTP/1.0 may, comes from no browser. */
    boolean answersTo(Request request) {
        String inUri = request.getHttpURI().getHost();
        return request.getHeaders().getValuesList(HttpHeader.HOST).stream().allMatch(this::knows)
                && (inUri == null || knows(inUri));
    }

    private boolean knows(String host) {
        String name = PORT.matcher(host).replaceFirst("");
        return name.isEmpty() || LOOPBACK.matcher(name).matches() || allowed.contains(name.toLowerCase(Locale.ROOT));
    }
}
