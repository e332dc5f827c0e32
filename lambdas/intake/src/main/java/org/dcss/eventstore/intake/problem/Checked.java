package org.dcss.eventstore.intake.problem;

import java.util.function.Function;
import org.dcss.eventstore.platform.http.Problem;

/**
 * What a step made of what was sent, or the problem that it has: then no further step is taken.
 *
 * @param <T> what goes on to the next step
 */
public sealed interface Checked<T> {

    /** It goes on. */
    record Good<T>(T value) implements Checked<T> {

        @Override
        public <U> Checked<U> then(Function<? super T, ? extends Checked<U>> step) {
            return step.apply(value);
        }

        @Override
        public <R> R either(Function<? super T, ? extends R> ofGood, Function<? super Problem, ? extends R> ofRefused) {
            return ofGood.apply(value);
        }
    }

    /** It ends here. */
    record Refused<T>(Problem problem) implements Checked<T> {

        @Override
        public <U> Checked<U> then(Function<? super T, ? extends Checked<U>> step) {
            return new Refused<>(problem);
        }

        @Override
        public <R> R either(Function<? super T, ? extends R> ofGood, Function<? super Problem, ? extends R> ofRefused) {
            return ofRefused.apply(problem);
        }
    }

    /** Takes the next step, unless it was refused. */
    <U> Checked<U> then(Function<? super T, ? extends Checked<U>> step);

    /** What either comes to, at the end of the way. */
    <R> R either(Function<? super T, ? extends R> ofGood, Function<? super Problem, ? extends R> ofRefused);
}
