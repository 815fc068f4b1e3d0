package com.acme;

import com.acme.GuardBpf.Constants;
import com.acme.GuardBpf.Endpoint;
import com.acme.GuardBpf.Globals;
import com.acme.GuardBpf.Maps;
import com.acme.GuardBpf.Program;
import com.acme.GuardBpf.Rule;
import com.acme.GuardBpf.Summary;
import com.acme.GuardBpf.Verdict;

public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var from = new Endpoint(Endpoint.V4Union.ofV4(0x7f000001), 443);
        var rule = new Rule(from, Verdict.VERDICT_DROP, 1, 0, Rule.name("loopback"));
        var bytes = Maps.RULES.encodeValue(rule);
        System.out.println(Maps.RULES.decodeValue(bytes).equals(rule) + " " + bytes.length + " " + rule.nameText() + " "
                + from.v4() + " " + from.port());
        System.out.println(Constants.MAX_RULES + " " + Constants.MAX_BYTES + " " + Constants.GREETING + " "
                + Constants.VERDICT_DROP);
        System.out.println(Program.GUARD.kind() + " " + Program.GUARD.attachTarget().orElseThrow());

        var globals = Globals.read();
        System.out.println(globals.rodata().limit() + " " + globals.data().threshold() + " " + globals.bss().total());
        globals.rodata().setLimit(1000);
        var patched = Globals.of(globals.object());
        System.out.println(patched.rodata().limit() + " " + patched.bss().total().equals(new Summary(0, 0)));

        GuardBpf.checkLayout(globals.object());
        var old = com.acme.prebuilt.GuardBpf.Maps.RULES.decodeValue(bytes);
        System.out.println(old.getClass().getSimpleName() + " " + old.name().length + " "
                + com.acme.prebuilt.GuardBpf.bytes().length);
    }
}
