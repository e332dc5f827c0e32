package org.dcss.eventstore.query.format;

import java.util.List;

/**
 * The request header of that name: https://www.rfc-editor.org/rfc/rfc9110#field.accept
 *
 * @param ranges in the header's order
 */
record Accept(List<Weighted> ranges) {

    private static final String ANY = "*/*";

    Accept {
        ranges = List.copyOf(ranges);
    }

    /** An empty header takes everything, as one that is not there does. */
    static Accept parse(String header) {
        return new Accept(header.isBlank() ? List.of(new Weighted(ANY, 1)) : Weighted.list(header));
    }

    /**
     * How much the client likes a media type, 0 (not at all) to 1: what the narrowest range says that it lies in. Of a range
     * for the same media type with parameters, such as a character set, the parameters are passed over.
     */
    double quality(String mediaType) {
        String wholeType = mediaType.substring(0, mediaType.indexOf('/') + 1) + "*";
        for (String range : List.of(mediaType, wholeType, ANY)) {
            var quality = ranges.stream()
                    .filter(given -> given.value().equals(range))
                    .mapToDouble(Weighted::quality)
                    .max();
            if (quality.isPresent()) {
                return quality.getAsDouble();
            }
        }
        return 0;
    }
}
