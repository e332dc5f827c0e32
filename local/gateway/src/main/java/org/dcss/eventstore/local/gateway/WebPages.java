package org.dcss.eventstore.local.gateway;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Tells what a web page sends, by what browsers alone send. A page may post a form to any address, also to one of its
 * reader's machine, and with a key that everybody knows; nobody need allow that first, as with other requests.
 */
final class WebPages {

    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

    private WebPages() {}

    /** Whether a page of another address than the request's own sent it, or one that does not say which. */
    static boolean sent(Request request) {
        return request.getHeaders().getValuesList(SEC_FETCH_SITE).stream().anyMatch(WebPages::isOther)
                || request.getHeaders().getValuesList(HttpHeader.ORIGIN).stream()
                        .anyMatch(origin -> !isOwn(origin, request));
    }

    /** {@code none} is what somebody typed. */
    private static boolean isOther(String site) {
        return !site.equals("same-origin") && !site.equals("none");
    }

    /** A proxy before the gateway may speak TLS: the scheme is not looked at. */
    private static boolean isOwn(String origin, Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        return host != null
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }
}
