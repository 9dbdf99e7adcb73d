package threadlab.server.core;

import threadlab.server.events.CloseReason;
import threadlab.server.work.WorkFailedException;

/** Why a session ends whose work could not be done. */
public final class WorkFailures {
    private WorkFailures() {
    }

    public static CloseReason reason(WorkFailedException failure) {
        return switch (failure.lack()) {
            case THREAD -> CloseReason.NO_THREAD;
            case MEMORY -> CloseReason.NO_MEMORY;
            case BACKEND -> CloseReason.NO_BACKEND;
        };
    }
}
