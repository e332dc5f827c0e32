package org.dcss.eventstore.core.view;

/**
 * Where an item of a view is.
 *
 * @param view a part of a view that is read together, in the order of its keys; begins with the view's name
 * @param key unique in its part
 */
public record ViewKey(String view, String key) {

    /** @throws IllegalArgumentException if a part is empty, which no table could keep */
    public ViewKey {
        if (view.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException("an empty part of a key: " + view + ", " + key);
        }
    }
}
