// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how searches went, for applications that have slf4j; nothing else of the library needs it. Not for {@code premain},
 * where the first to touch a logging framework decides how it is set up.
 *
 * <p>One line at level info when a BTF was found, at warn when it was inferred and when there is none; each warning at
 * warn; everything at debug. Safe for use by many threads.
 */
public final class Slf4jResolutionListener implements ResolutionListener {
    private final Logger logger;

    /** Logs under the name of {@link BtfResolver}. */
    public Slf4jResolutionListener() {
        this(LoggerFactory.getLogger(BtfResolver.class));
    }

    public Slf4jResolutionListener(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void resolved(Resolution resolution) {
        if (resolution.chosen().isPresent() && !resolution.isInferred()) {
            logger.info("{}", resolution.summary());
        } else {
            logger.warn("{}", resolution.summary());
        }
        for (String warning : resolution.warnings()) {
            logger.warn("{}", warning);
        }
        logger.debug("{}", resolution);
    }
}
