package io.karge.runtime.internal;

import io.karge.driver.HardwareCommand.AnswerToken;
import io.karge.driver.HardwareCommand.AnswerToken.Status;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.StationModel;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.StationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has each token that is presented answered once, to hardware that takes answers: by the block that decides, or when it is
 * not there, or leaves before it has decided, with a refusal. On the loop, in steps only.
 */
final class TokenAnswers {
    /** The block that decides. */
    static final String BY = "transactions";

    /** More than people can present while the CSMS is silent; the oldest is refused. */
    private static final int MOST = 50;

    private final boolean wanted;
    private final UndoLog undo;
    private final Consumer<AnswerToken> refuse;
    private final List<TokenPresented> open = new ArrayList<>();

    /** @param refuse has an answer go down at once */
    TokenAnswers(StationModel model, UndoLog undo, Consumer<AnswerToken> refuse) {
        this.wanted = model.commands().contains(AnswerToken.class.getSimpleName());
        this.undo = undo;
        this.refuse = refuse;
    }

    /** Something happens, before the blocks are told. */
    void on(StationEvent event, boolean decided) {
        if (wanted
                && event instanceof StationEvent.Hardware hardware
                && hardware.event() instanceof TokenPresented card) {
            open.add(card);
            if (!decided) {
                refuseAll("out of service");
            } else if (open.size() > MOST) {
                refuse.accept(refusal(open.remove(0), "too many cards"));
            }
        }
    }

    /** Whether the answer is one that is waited for; from now on it is not any more. */
    boolean take(AnswerToken answer) {
        for (int i = 0; i < open.size(); i++) {
            TokenPresented card = open.get(i);
            if (card.evseId() == answer.evseId() && card.uid().equals(answer.uid()) && card.type() == answer.type()) {
                open.remove(i);
                undo.changed(() -> open.add(0, card));
                return true;
            }
        }
        return false;
    }

    /** Nobody decides any more about what was presented until now. */
    void refuseAll(String reason) {
        List<TokenPresented> left = List.copyOf(open);
        open.clear();
        left.forEach(card -> refuse.accept(refusal(card, reason)));
    }

    private static AnswerToken refusal(TokenPresented card, String reason) {
        return new AnswerToken(card.evseId(), card.uid(), card.type(), Status.REFUSED, reason, "");
    }

    /** The refusal in place of an answer that cannot go down as it is. */
    static AnswerToken refused(AnswerToken answer) {
        return new AnswerToken(answer.evseId(), answer.uid(), answer.type(), Status.REFUSED, "try again", "");
    }
}
