package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloseUtilsTest {
    private final Logger log = Logger.getLogger(CloseUtilsTest.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void watchTheLog() {
        log.addHandler(handler);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void leaveTheLog() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    @Test
    void aFailureToCloseIsLogged() {
        var failure = new IOException("gone");
        CloseUtils.closeAndLog(() -> {
            throw failure;
        }, CloseUtilsTest.class);
        assertThat(logged).singleElement().returns("close failed", LogRecord::getMessage)
                .returns(failure, LogRecord::getThrown);
    }

    @Test
    void whatClosesIsClosedInSilence() {
        var closed = new ArrayList<String>();
        CloseUtils.closeAndLog(() -> closed.add("closed"), CloseUtilsTest.class);
        assertThat(closed).hasSize(1);
        assertThat(logged).isEmpty();
    }
}
