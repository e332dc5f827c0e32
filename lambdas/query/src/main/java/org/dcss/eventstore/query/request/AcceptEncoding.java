package org.dcss.eventstore.query.request;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The request header of that name: https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding */
final class AcceptEncoding {

    private AcceptEncoding() {}

    /** Whether the client takes gzip, and does not like the plain form better. */
    static boolean prefersGzip(String header) {
        Map<String, Double> qualities = new HashMap<>();
        for (String offer : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = offer.split(";", -1);
            qualities.put(parts[0].strip(), quality(parts));
        }
        double any = qualities.getOrDefault("*", 0.0);
        double gzip = qualities.getOrDefault("gzip", qualities.getOrDefault("x-gzip", any));
        return gzip > 0 && gzip >= qualities.getOrDefault("identity", 0.0);
    }

    /** 1 if there is none; 0, which is "not acceptable", for what is none. */
    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2);
                return value.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }
}
