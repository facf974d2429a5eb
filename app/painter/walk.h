// SPDX-License-Identifier: MIT
#pragma once

#include "painter/lexicon.h"
#include "painter/reader.h"

struct Subject;

// Done to or with something: "riding", not "dancing".
bool wantsObject(Action action);

// One word of a prompt, or several that mean one thing.
struct Word {
    QString text; // as the lexicon spells it, or as typed
    Meaning meaning;
    bool known = false;
    bool plural = false;
    bool other = false; // not English
    bool quoted = false; // to be written, not painted
};

// Walks the words once. What describes (colours, counts, sizes, relations) waits for what it belongs to; a
// negation swallows the next meaning.
class Walk {
public:
    void take(const Word &word);
    PromptReading finish();

private:
    void takeAny(const Word &word);
    struct Waiting {
        QList<Tint> tints;
        int count = 0;
        Scale scale = Scale::Open;
        Action action = Action::None;
        QString prop = {};
        QString doer = {};
        bool disguise = false;
        Relation relation = Relation::None;
        Side side = Side::Open;
        bool contains = false;
        bool accompanies = false;
    };

    void takeUnknown(const Word &word);
    void takeQuote(const Word &word);
    bool follows(const Word &word); // keeps track of what a negation reaches
    bool denied(const Meaning &meaning); // takes what is not wanted out of the picture
    void takeColour(const Word &word, bool afterActor);
    void takeThing(const Word &word);
    void takeSubject(const Word &word, bool afterActor);
    bool isCompound(const Subject &second, bool plural);
    void takeAction(const Word &word);
    bool describes(const Word &word, bool afterActor);
    bool relatesBack(const Word &word, bool afterActor);
    bool coloursBack(const Word &word, const Tint &tint, bool afterActor);
    bool isPainted(const Word &word); // what stands on a painter's easel is not around it
    bool carried(const Subject &subject);
    void addActor(const Subject &subject, bool plural);
    void relate(int newcomer);
    void giveColours(const QList<Thing> &things);
    void tintThing(Thing thing, Tint tint);
    Actor *last() { return m_reading.scene.actors.isEmpty() ? nullptr : &m_reading.scene.actors.last(); }
    void use(const Word &word) { m_reading.used += word.text; }

    PromptReading m_reading;
    Waiting m_waiting;
    bool heavenly(const Word &word);
    bool isRole(Actor &first, const Subject &second);
    bool disguised(const Subject &subject);
    bool overflies(const Meaning &meaning);
    void takePlaces(const Meaning &meaning);
    void putOn(const Subject &clothes);
    Actor *lastDoer();
    void flyIt(const Subject &craft);
    void equip(int doer, const QString &prop);
    void mount(int rider, const Subject &carrier);

    QList<Place> m_ofTown; // places a town brought along, which any other place replaces
    QList<Thing> m_lastThings;
    int m_holder = -1; // the actor whose action still lacks its object
    bool m_fresh = false; // the last word was an actor
    bool m_freshProp = false; // or what one holds
    bool m_freshThing = false; // or a part of the place
    bool m_dressed = false, m_settingDressed = false; // the last word was a costume, as it seems
    bool m_settingProp = false, m_settingThing = false; // what this word makes of the two
    bool m_joined = false; // "and" since the last actor
    bool m_foreign = false; // the last word was not English
    bool m_negated = false;
    bool m_carried = false; // negated by an "and" or "or" alone
    bool m_denied = false; // the last thing was one that is not wanted
    bool m_linked = false;
};
