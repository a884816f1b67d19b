/** What tests on a real or a faulty server need: databases, collections, proxies. */
@NullMarked
package io.github.chromajdbc.testing;

import org.jspecify.annotations.NullMarked;
