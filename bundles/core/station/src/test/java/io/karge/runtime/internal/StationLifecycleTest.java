package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.ResetOrder;
import io.karge.runtime.internal.LifecyclePhase.Next;
import io.karge.runtime.internal.StationLifecycle.Reset;
import io.karge.runtime.internal.StationLifecycle.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every state with every event. */
class StationLifecycleTest {
    private static final long NOW = 5;
    private static final SortedMap<String, byte[]> ENTRIES = new TreeMap<>();
    private static final Reset FIRST = reset(false);
    private static final Reset SECOND = reset(false);
    private static final Reset FORCED = reset(true);

    private static Reset reset(boolean force) {
        return new Reset(new CompletableFuture<>(), new ResetOrder(true, force, "a test"));
    }

    /**
     * state | event | state that follows | effects. The model is known, nothing is removed and generations are those of
     * now unless the name says otherwise; "+" is the next generation; what is not here changes nothing.
     */
    private static final String TABLE = """
            New              | Begin          | Loading+           | Load+
            New              | ResetAsked     | Wiping(1)+         | Wipe+
            New              | ResetForced    | Wiping(3)+         | Wipe+(force)
            New              | ResetRefused   | New                | Answer(1 no)
            New              | RemovalAsked   | Ending+ removed    | StopDriver LetGoOfChannel
            New              | Halted         | Ended              |

            WaitingForStore  | StoreOpened    | Loading+           | Load+
            WaitingForStore  | ResetAsked     | Wiping(1)+         | Wipe+
            WaitingForStore  | ResetForced    | Wiping(3)+         | Wipe+(force)
            WaitingForStore  | ResetRefused   | WaitingForStore    | Answer(1 no)
            WaitingForStore  | RemovalAsked   | Ending+ removed    | StopDriver LetGoOfChannel
            WaitingForStore  | Halted         | Ended              |

            Loading          | Loaded         | Running+           | BeginCore+
            Loading          | NotLoaded      | WaitingForStore    | TellNotLoaded(why)
            Loading          | ResetAsked     | Wiping(1)+         | Wipe+
            Loading          | ResetForced    | Wiping(3)+         | Wipe+(force)
            Loading          | ResetRefused   | Loading            | Answer(1 no)
            Loading          | RemovalAsked   | Ending+ removed    | StopDriver LetGoOfChannel
            Loading          | Halted         | Ended              |
            Loading(2)       | Loaded         | Running+           | BeginCore+ Answer(2)
            Loading(2)       | NotLoaded      | WaitingForStore    | Answer(2) TellNotLoaded(why)
            Loading(2)       | ResetAsked     | Wiping(21)+        | Wipe+
            Loading(2)       | ResetForced    | Wiping(23)+        | Wipe+(force)
            Loading(2)       | ResetRefused   | Loading(2)         | Answer(1 no)
            Loading(2)       | RemovalAsked   | Ending+ removed    | StopDriver Answer(2) LetGoOfChannel
            Loading(2)       | Halted         | Ended              | Answer(2 the gateway stops)
            Loading unknown  | Loaded         | WaitingForModel unknown |
            Loading unknown  | NotLoaded      | WaitingForStore unknown | TellNotLoaded(why)
            Loading unknown  | ModelChanged   | Loading            |
            Loading unknown  | ResetAsked     | Wiping(1)+ unknown | Wipe+
            Loading unknown  | ResetForced    | Wiping(3)+ unknown | Wipe+(force)
            Loading unknown  | ResetRefused   | Loading unknown    | Answer(1 no)
            Loading unknown  | RemovalAsked   | Ending+ removed unknown | StopDriver LetGoOfChannel
            Loading unknown  | Halted         | Ended unknown      |

            WaitingForModel unknown | ModelChanged | Running+           | BeginCore+
            WaitingForModel unknown | ResetAsked   | Wiping(1)+ unknown | Wipe+
            WaitingForModel unknown | ResetForced    | Wiping(3)+ unknown | Wipe+(force)
            WaitingForModel unknown | ResetRefused | WaitingForModel unknown | Answer(1 no)
            WaitingForModel unknown | RemovalAsked | Ending+ removed unknown | StopDriver LetGoOfChannel
            WaitingForModel unknown | Halted       | Ended unknown      |

            Running          | ModelChanged   | Closing(LOAD)+     | CloseCore+(the station is another product)
            Running          | RebootAsked    | Closing(LOAD)+     | CloseCore+(the station restarts)
            Running          | BeginFailed    | Closing(UNUSABLE)+ | CloseCore+(the station cannot begin)
            Running          | ResetAsked     | Closing(WIPE,1)+   | StopEnergy CloseCore+(factory reset)
            Running          | ResetForced    | Settling(3)        | Settle
            Running          | ResetRefused   | Running            | Answer(1 no)
            Running          | RemovalAsked   | Closing(LOAD)+ removed | StopDriver CloseCore+(the station was removed)
            Running          | Halted         | Ended              | HaltCore

            Settling(2)      | Settled        | Closing(WIPE,2)+   | StopEnergy CloseCore+(factory reset)
            Settling(2)      | RebootAsked    | Closing(WIPE,2)+   | StopEnergy CloseCore+(factory reset)
            Settling(2)      | BeginFailed    | Closing(WIPE,2)+   | StopEnergy CloseCore+(factory reset)
            Settling(2)      | ModelChanged   | Closing(WIPE,2)+   | StopEnergy CloseCore+(factory reset)
            Settling(2)      | ResetAsked     | Settling(21)       |
            Settling(2)      | ResetForced    | Settling(23)       |
            Settling(2)      | ResetRefused   | Settling(21)       |
            Settling(2)      | RemovalAsked   | Closing(WIPE,2)+ removed | StopEnergy StopDriver CloseCore+(factory reset)
            Settling(2)      | Halted         | Ended              | HaltCore Answer(2 the gateway stops)

            Unusable         | ModelChanged   | Loading+           | Load+
            Unusable         | ResetAsked     | Wiping(1)+         | Wipe+
            Unusable         | ResetForced    | Wiping(3)+         | Wipe+(force)
            Unusable         | ResetRefused   | Unusable           | Answer(1 no)
            Unusable         | RemovalAsked   | Ending+ removed    | StopDriver LetGoOfChannel
            Unusable         | Halted         | Ended              |

            Closing(LOAD)    | Closed         | Loading+           | Load+
            Closing(LOAD)    | ResetAsked     | Closing(WIPE,1)    |
            Closing(LOAD)    | ResetForced    | Closing(WIPE,3)    | StopEnergy
            Closing(LOAD)    | ResetRefused   | Closing(LOAD)      | Answer(1 no)
            Closing(LOAD)    | RemovalAsked   | Closing(LOAD) removed | StopDriver
            Closing(LOAD)    | Halted         | Ended              |
            Closing(LOAD) removed | Closed       | Ending+ removed         | LetGoOfChannel
            Closing(LOAD) removed | ResetAsked   | Closing(LOAD) removed   | Answer(1 it is being removed)
            Closing(LOAD) removed | ResetForced    | Closing(LOAD) removed | Answer(3 it is being removed)
            Closing(LOAD) removed | ResetRefused | Closing(LOAD) removed   | Answer(1 it is being removed)
            Closing(LOAD) removed | Halted       | Ended removed           |
            Closing(UNUSABLE) | Closed        | Unusable           |
            Closing(UNUSABLE) | ResetAsked    | Closing(WIPE,1)    |
            Closing(UNUSABLE) | ResetForced    | Closing(WIPE,3)    | StopEnergy
            Closing(UNUSABLE) | ResetRefused  | Closing(UNUSABLE)  | Answer(1 no)
            Closing(UNUSABLE) | RemovalAsked  | Closing(UNUSABLE) removed | StopDriver
            Closing(UNUSABLE) | Halted        | Ended              |
            Closing(WIPE,2)  | Closed         | Wiping(2)+         | Wipe+
            Closing(WIPE,2)  | ResetAsked     | Closing(WIPE,21)   |
            Closing(WIPE,2)  | ResetForced    | Closing(WIPE,23)   |
            Closing(WIPE,2)  | ResetRefused   | Closing(WIPE,21)   |
            Closing(WIPE,2)  | RemovalAsked   | Closing(WIPE,2) removed | StopDriver
            Closing(WIPE,2)  | Halted         | Ended              | Answer(2 the gateway stops)
            Closing(WIPE,2) removed | Closed       | Wiping(2)+ removed      | Wipe+
            Closing(WIPE,2) removed | ResetAsked   | Closing(WIPE,2) removed | Answer(1 it is being removed)
            Closing(WIPE,2) removed | ResetForced    | Closing(WIPE,2) removed | Answer(3 it is being removed)
            Closing(WIPE,2) removed | ResetRefused | Closing(WIPE,2) removed | Answer(1 it is being removed)
            Closing(WIPE,2) removed | Halted       | Ended removed           | Answer(2 the gateway stops)

            Wiping(2)        | Wiped          | Loading(2)+        | Load+
            Wiping(2)        | NotWiped       | Loading+           | Answer(2 why) Load+
            Wiping(2)        | ResetAsked     | Wiping(21)         |
            Wiping(2)        | ResetForced    | Wiping(23)         |
            Wiping(2)        | ResetRefused   | Wiping(21)         |
            Wiping(2)        | RemovalAsked   | Wiping(2) removed  | StopDriver
            Wiping(2)        | Halted         | Ended              | Answer(2 the gateway stops)
            Wiping(2) unknown | Wiped         | Loading+ unknown   | Answer(2) Load+
            Wiping(2) unknown | NotWiped      | Loading+ unknown   | Answer(2 why) Load+
            Wiping(2) unknown | ModelChanged  | Wiping(2)          |
            Wiping(2) unknown | ResetAsked    | Wiping(21) unknown |
            Wiping(2) unknown | ResetForced    | Wiping(23) unknown |
            Wiping(2) unknown | ResetRefused  | Wiping(21) unknown |
            Wiping(2) unknown | RemovalAsked  | Wiping(2) removed unknown | StopDriver
            Wiping(2) unknown | Halted        | Ended unknown      | Answer(2 the gateway stops)
            Wiping(2) removed | Wiped         | Ending+ removed    | Answer(2) LetGoOfChannel
            Wiping(2) removed | NotWiped      | Ending+ removed    | Answer(2 why) LetGoOfChannel
            Wiping(2) removed | ResetAsked    | Wiping(2) removed  | Answer(1 it is being removed)
            Wiping(2) removed | ResetForced    | Wiping(2) removed  | Answer(3 it is being removed)
            Wiping(2) removed | ResetRefused  | Wiping(2) removed  | Answer(1 it is being removed)
            Wiping(2) removed | Halted        | Ended removed      | Answer(2 the gateway stops)

            Ending removed   | LetGo          | Ended removed      | AnswerRemoval
            Ending removed   | ResetAsked     | Ending removed     | Answer(1 it is being removed)
            Ending removed   | ResetForced    | Ending removed     | Answer(3 it is being removed)
            Ending removed   | ResetRefused   | Ending removed     | Answer(1 it is being removed)
            Ending removed   | Halted         | Ended removed      |
            """;

    private static Map<String, StationLifecycle> states() {
        Map<String, StationLifecycle> states = new LinkedHashMap<>();
        Stream.of(
                        new LifecyclePhase.New(),
                        new LifecyclePhase.WaitingForStore(),
                        new LifecyclePhase.Loading(List.of()),
                        new LifecyclePhase.Loading(List.of(SECOND)),
                        new LifecyclePhase.Running(),
                        new LifecyclePhase.Settling(List.of(SECOND)),
                        new LifecyclePhase.Unusable(),
                        new LifecyclePhase.Closing(Next.LOAD, List.of()),
                        new LifecyclePhase.Closing(Next.UNUSABLE, List.of()),
                        new LifecyclePhase.Closing(Next.WIPE, List.of(SECOND)),
                        new LifecyclePhase.Wiping(List.of(SECOND)),
                        new LifecyclePhase.Ended())
                .forEach(phase -> put(states, new StationLifecycle(phase, NOW, true, false)));
        Stream.of(
                        new LifecyclePhase.Loading(List.of()),
                        new LifecyclePhase.WaitingForModel(ENTRIES),
                        new LifecyclePhase.Wiping(List.of(SECOND)))
                .forEach(phase -> put(states, new StationLifecycle(phase, NOW, false, false)));
        Stream.of(
                        new LifecyclePhase.Closing(Next.LOAD, List.of()),
                        new LifecyclePhase.Closing(Next.WIPE, List.of(SECOND)),
                        new LifecyclePhase.Wiping(List.of(SECOND)),
                        new LifecyclePhase.Ending())
                .forEach(phase -> put(states, new StationLifecycle(phase, NOW, true, true)));
        return states;
    }

    private static void put(Map<String, StationLifecycle> states, StationLifecycle state) {
        states.put(text(state), state);
    }

    private static Map<String, LifecycleEvent> events(long generation) {
        Map<String, LifecycleEvent> events = new LinkedHashMap<>();
        Stream.of(
                        new LifecycleEvent.Begin(),
                        new LifecycleEvent.Loaded(generation, ENTRIES),
                        new LifecycleEvent.NotLoaded(generation, "why"),
                        new LifecycleEvent.StoreOpened(),
                        new LifecycleEvent.ModelChanged(),
                        new LifecycleEvent.RebootAsked(generation),
                        new LifecycleEvent.BeginFailed(generation),
                        new LifecycleEvent.Closed(generation),
                        new LifecycleEvent.ResetAsked(FIRST, null),
                        new LifecycleEvent.Settled(generation),
                        new LifecycleEvent.Wiped(generation),
                        new LifecycleEvent.NotWiped(generation, "why"),
                        new LifecycleEvent.RemovalAsked(),
                        new LifecycleEvent.LetGo(),
                        new LifecycleEvent.Halted())
                .forEach(event -> events.put(event.getClass().getSimpleName(), event));
        events.put("ResetForced", new LifecycleEvent.ResetAsked(FORCED, null));
        events.put("ResetRefused", new LifecycleEvent.ResetAsked(FIRST, "no"));
        return events;
    }

    @TestFactory
    Stream<DynamicTest> followsTheTableInEveryStateForEveryEvent() {
        Map<List<String>, List<String>> expected = table();
        return states().entrySet().stream().flatMap(state -> events(NOW).entrySet().stream()
                .map(event -> DynamicTest.dynamicTest(state.getKey() + " " + event.getKey(), () -> {
                    Step step = state.getValue().on(event.getValue());
                    assertThat(List.of(text(step.next()), text(step.effects())))
                            .isEqualTo(expected.getOrDefault(
                                    List.of(state.getKey(), event.getKey()), List.of(state.getKey(), "")));
                })));
    }

    @Test
    void theTableNamesStatesAndEventsThatThereAre() {
        table().keySet().forEach(row -> {
            assertThat(states()).containsKey(row.get(0));
            assertThat(events(NOW)).containsKey(row.get(1));
        });
        assertThat(states().values())
                .extracting(state -> state.phase().getClass().getSimpleName())
                .containsAll(names(LifecyclePhase.class));
        assertThat(events(NOW).values().stream().map(event -> event.getClass().getSimpleName()))
                .containsAll(names(LifecycleEvent.OfGeneration.class));
    }

    @Test
    void aLateAnswerChangesNothing() {
        states().values().forEach(state -> events(NOW - 1).values().stream()
                .filter(LifecycleEvent.OfGeneration.class::isInstance)
                .forEach(event -> assertThat(state.on(event)).isEqualTo(new Step(state, List.of()))));
    }

    /** A random walk: whoever asks for a reset is answered once when everything has ended. */
    @Test
    void everyResetIsAnsweredExactlyOnce() {
        Random random = new Random(7);
        for (int walk = 0; walk < 2_000; walk++) {
            StationLifecycle state = StationLifecycle.NEW;
            List<Reset> asked = new ArrayList<>();
            List<Reset> answered = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                LifecycleEvent event = anyEvent(random, state, asked);
                Step step = state.on(event);
                state = step.next();
                answered.addAll(answered(step));
            }
            answered.addAll(answered(state.on(new LifecycleEvent.Halted())));
            assertThat(answered).containsExactlyInAnyOrderElementsOf(asked);
        }
    }

    private static LifecycleEvent anyEvent(Random random, StationLifecycle state, List<Reset> asked) {
        List<LifecycleEvent> events = events(state.generation()).values().stream()
                .filter(event -> !(event instanceof LifecycleEvent.Halted))
                .toList();
        LifecycleEvent event = events.get(random.nextInt(events.size()));
        if (!(event instanceof LifecycleEvent.ResetAsked)) {
            return event;
        } else if (state.phase() instanceof LifecyclePhase.Ended) {
            return new LifecycleEvent.Begin(); // the station's loop is closed: nobody can ask any more
        }
        Reset reset = reset(random.nextBoolean());
        asked.add(reset);
        return new LifecycleEvent.ResetAsked(reset, random.nextInt(3) == 0 ? "no" : null);
    }

    private static List<Reset> answered(Step step) {
        return step.effects().stream()
                .filter(LifecycleEffect.Answer.class::isInstance)
                .flatMap(answer -> ((LifecycleEffect.Answer) answer).resets().stream())
                .toList();
    }

    private static Map<List<String>, List<String>> table() {
        return TABLE.lines()
                .filter(line -> !line.isBlank())
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .collect(Collectors.toMap(row -> row.subList(0, 2), row -> row.subList(2, 4)));
    }

    private static List<String> names(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(type -> !type.isSealed())
                .map(Class::getSimpleName)
                .toList();
    }

    // --- how the table writes things ---

    private static String text(StationLifecycle state) {
        return phase(state.phase())
                + plus(state.generation())
                + (state.removed() ? " removed" : "")
                + (state.modelKnown() ? "" : " unknown");
    }

    private static String phase(LifecyclePhase phase) {
        String name = phase.getClass().getSimpleName();
        if (phase instanceof LifecyclePhase.Loading loading) {
            return loading.resets().isEmpty() ? name : name + "(" + resets(loading.resets()) + ")";
        } else if (phase instanceof LifecyclePhase.Settling settling) {
            return name + "(" + resets(settling.resets()) + ")";
        } else if (phase instanceof LifecyclePhase.Wiping wiping) {
            return name + "(" + resets(wiping.resets()) + ")";
        } else if (phase instanceof LifecyclePhase.Closing closing) {
            String resets = resets(closing.resets());
            return name + "(" + closing.next() + (resets.isEmpty() ? "" : "," + resets) + ")";
        }
        return name;
    }

    private static String text(List<LifecycleEffect> effects) {
        return effects.stream().map(StationLifecycleTest::text).collect(Collectors.joining(" "));
    }

    private static String text(LifecycleEffect effect) {
        String name = effect.getClass().getSimpleName();
        if (effect instanceof LifecycleEffect.Load load) {
            return name + plus(load.generation());
        } else if (effect instanceof LifecycleEffect.BeginCore begin) {
            return name + plus(begin.generation());
        } else if (effect instanceof LifecycleEffect.Wipe wipe) {
            return name + plus(wipe.generation()) + (wipe.force() ? "(force)" : "");
        } else if (effect instanceof LifecycleEffect.Settle settle) {
            return name + plus(settle.generation());
        } else if (effect instanceof LifecycleEffect.CloseCore close) {
            return name + plus(close.generation()) + "(" + close.reason() + ")";
        } else if (effect instanceof LifecycleEffect.TellNotLoaded notLoaded) {
            return name + "(" + notLoaded.why() + ")";
        } else if (effect instanceof LifecycleEffect.Answer answer) {
            return name + "(" + resets(answer.resets()) + (answer.failure() == null ? "" : " " + answer.failure())
                    + ")";
        }
        return name;
    }

    private static String resets(List<Reset> resets) {
        return resets.stream()
                .map(reset -> reset.equals(FIRST) ? "1" : reset.equals(SECOND) ? "2" : "3")
                .collect(Collectors.joining());
    }

    private static String plus(long generation) {
        return generation == NOW ? "" : "+";
    }
}
