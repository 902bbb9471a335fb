package io.karge.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandAclTest {
    private final CommandAcl acl = new CommandAcl(new Acls()
            .line("station", "list", "admin, viewer")
            .line("station", "restart", "admin,manager # it interrupts service")
            .line("station", "connect", "")
            .line("station", "*", "viewer")
            .line("station", "info[/.*/]", "viewer")
            .configurations);

    @Test
    void allowsWhatALineNamesForARole() {
        assertThat(acl.allows(Acls.VIEWER, "station", "list")).isTrue();
        assertThat(acl.allows(Acls.subject("manager"), "station", "restart")).isTrue();
    }

    @Test
    void refusesWhatNoLineNames() {
        assertThat(acl.allows(Acls.VIEWER, "station", "restart")).isFalse();
        assertThat(acl.allows(Acls.VIEWER, "station", "connect")).isFalse();
        assertThat(acl.allows(Acls.VIEWER, "station", "info")).isFalse();
        assertThat(acl.allows(Acls.VIEWER, "station", "new")).isFalse();
        assertThat(acl.allows(Acls.VIEWER, "shell", "cat")).isFalse();
        assertThat(acl.allows(Acls.subject(), "station", "list")).isFalse();
    }

    @Test
    void knowsAnAdministratorByTheRole() {
        assertThat(CommandAcl.isAdministrator(Acls.ADMINISTRATOR)).isTrue();
        assertThat(CommandAcl.isAdministrator(Acls.VIEWER)).isFalse();
        assertThat(CommandAcl.isAdministrator(Acls.subject("manager", "administrator", "group")))
                .isFalse();
    }
}
