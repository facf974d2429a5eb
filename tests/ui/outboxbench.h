// SPDX-License-Identifier: MIT
#pragma once

#include "gallerydesk.h"
#include "ui/outbox/outboxsheet.h"
#include "ui/outbox/outboxtable.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/segments.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>

constexpr auto unavailable = "\"status\":503,\"retry_after\":30"; // how a sandbox fails

// The outbox's window over a whole program, whose sandbox fails as it is told.
class OutboxBench {
protected:
    void begin()
    {
        m_desk = std::make_unique<GalleryDesk>(0);
        const auto customer
            = resultOf((*m_desk)->client().createCustomer({u"ada@example.com"_s, u"Ada"_s, {}, {}}));
        if (!customer)
            qFatal("%s", qPrintable(customer.error().message));
        m_customer = customer->id;
        m_sheet = std::make_unique<OutboxSheet>(m_desk->desk());
    }

    void finish()
    {
        m_sheet.reset();
        m_desk.reset();
    }

    Outbox &outbox() const { return m_desk->outbox(); }
    OutboxSheet &sheet() const { return *m_sheet; }
    QAbstractItemModel &rows(const char *table = "queueTable") const
    {
        return *part<QTableView>(*m_sheet, table)->model();
    }

    Event eventOf(int number, microseconds ago = 0us) const
    {
        return {.id = {"img_" + QByteArray::number(number).rightJustified(8, '0')},
            .customer = m_customer,
            .name = "image.generated",
            .at = (*m_desk)->session().now() - ago,
            .metadata = {{"quality", MetaValue::ofText(u"hd"_s)}}};
    }

    bool queue(const QList<Event> &events) const { return bool(resultOf(outbox().enqueueAll(events))); }

    void fail(const QByteArray &how, int times = 100000) const
    {
        const QByteArray body
            = "{\"path\":\"/events/ingest\",\"times\":" + QByteArray::number(times) + ',' + how + '}';
        const auto added = resultOf((*m_desk)->transport().send({.method = "POST",
            .segments = {"_sandbox", "faults"},
            .body = body,
            .repeat = ApiRequest::Repeat::Unsafe}));
        QVERIFY2(added, added ? "" : qPrintable(added.error().message));
    }

    void mendServer() const
    {
        QVERIFY(resultOf((*m_desk)->transport().send({.method = "DELETE",
            .segments = {"_sandbox", "faults"},
            .expect = ApiRequest::Expect::Nothing})));
    }

    OutboxEntry entry(const EventId &id) const
    {
        const auto found = resultOf(outbox().entry(id));
        return found && *found ? **found : OutboxEntry{};
    }

    template<typename T = QWidget>
    T *find(const char *name) const
    {
        return part<T>(*m_sheet, name);
    }
    void click(const char *name) const { QTest::mouseClick(find(name), Qt::LeftButton); }
    QString words(const char *label) const { return find<ElidedLabel>(label)->text(); }
    QString head() const { return find("queueHead")->accessibleName(); }
    QString headText() const { return find("queueHead")->accessibleDescription(); }
    QString cell(int row, const QString &column, const char *table = "queueTable") const
    {
        const QAbstractItemModel &model = rows(table);
        for (int i = 0; i < model.columnCount(); ++i) {
            if (model.headerData(i, Qt::Horizontal).toString() == column)
                return model.index(row, i).data().toString();
        }
        qFatal("no column %s", qPrintable(column));
    }
    void show(int which) const
    {
        auto *segments = find<Segments>("queueShow");
        QTest::mouseClick(segments->segment(which), Qt::LeftButton);
    }

    std::unique_ptr<GalleryDesk> m_desk;
    std::unique_ptr<OutboxSheet> m_sheet;
    CustomerId m_customer;
};
