/** What the tests of every module share: a real database, a service in process, common rules. */
@NullMarked
package dev.waybill.common.testing;

import org.jspecify.annotations.NullMarked;
