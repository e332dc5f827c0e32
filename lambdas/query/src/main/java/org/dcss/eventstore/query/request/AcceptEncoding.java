package org.dcss.eventstore.query.request;

import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.query.format.Weighted;

/** The request header of that name: https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding */
final class AcceptEncoding {

    private AcceptEncoding() {}

    /** Whether the client takes gzip, and does not like the plain form better. */
    static boolean prefersGzip(String header) {
        Map<String, Double> qualities = new HashMap<>();
        Weighted.list(header).forEach(offer -> qualities.put(offer.value(), offer.quality()));
        double any = qualities.getOrDefault("*", 0.0);
        double gzip = qualities.getOrDefault("gzip", qualities.getOrDefault("x-gzip", any));
        return gzip > 0 && gzip >= qualities.getOrDefault("identity", 0.0);
    }
}
