"""The style sheet as a template: `theme.style_sheet` puts in colours by their meaning, sizes and lengths."""

from __future__ import annotations

SHEET = """
QWidget[look="panel"] {{ background: {panel}; }}
QFrame[look="card"] {{ background: {panel}; border: 1px solid {line}; }}
QFrame[look="missing"] {{ background: {panel}; border: {two}px dashed {text}; }}
QFrame[look="strip"] {{ background: {raised}; }}
QFrame[look="bar"] {{ background: {panel}; border: 0; border-bottom: 1px solid {line}; }}
QFrame[look="status"] {{ background: {panel}; border: 0; border-bottom: {two}px solid {text}; }}
QWidget[look="copy"] {{ background: {copy}; }}
QFrame[look="copy"] QLabel {{ color: {on_copy}; }}
QStackedWidget[look="window"] {{ background: {window}; }}
QLabel[ink="copy_heed"] {{ background: {ink}; font-weight: bold; padding: {three}px {seven}px; }}
QFrame[look="copy"] QLabel[ink="copy_heed"] {{ color: {on_ink}; }}
QFrame[look="ink"] {{ background: {ink}; }}
QFrame[look="ink"] QLabel {{ color: {on_ink}; }}
QFrame[look="rule"] {{ background: {line}; border: 0; }}
QFrame[look="task"] {{ background: {panel}; border: 0; border-bottom: 1px solid {line};
  border-left: {four}px solid {panel}; }}
QFrame[look="first"] {{ background: {panel}; border: 0; border-bottom: 1px solid {line};
  border-left: {four}px solid {accent}; }}
QFrame[look="overdue"] {{ background: {ink}; border: 0; border-left: {four}px solid {ink}; }}
QFrame[look="overdue"] QLabel {{ color: {on_ink}; }}
QFrame[look="alert"] {{ background: {panel}; border: {two}px solid {panel}; border-bottom: 1px solid {line}; }}
QFrame[look="alert"]:focus {{ background: {selected}; border: {two}px solid {accent}; }}
QLabel[ink="level_high"] {{ background: {ink}; color: {on_ink}; border: {two}px solid {ink}; font-weight: bold;
  padding: {four}px; }}
QLabel[ink="level_medium"] {{ border: {two}px solid {text}; font-weight: bold; padding: {four}px; }}
QLabel[ink="level_low"] {{ border: 1px solid {edge}; padding: {four}px; }}
QLabel {{ background: transparent; }}
QLabel[ink="muted"] {{ color: {muted}; font-size: {s13}px; }}
QLabel[ink="label"] {{ color: {muted}; font-size: {s12}px; }}
QLabel[ink="bold"] {{ font-weight: bold; }}
QLabel[ink="total"] {{ font-weight: bold; font-size: {s12}px; }}
QLabel[ink="head"] {{ font-weight: bold; font-size: {s14}px; }}
QLabel[ink="time"] {{ font-weight: bold; font-size: {s22}px; }}
QLabel[ink="key"] {{ font-weight: bold; font-size: {key}px; }}
QLabel[ink="run"] {{ font-weight: bold; font-size: {key}px; color: {accent}; }}
QLabel[ink="number"] {{ font-weight: bold; font-size: {s19}px; }}
QLabel[ink="met"] {{ border: {two}px solid {accent}; color: {accent}; font-weight: bold; padding: {four}px; }}
QLabel[ink="ask"] {{ border: {two}px dashed {text}; font-weight: bold; padding: {four}px; }}
QLabel[ink="old"] {{ border: 1px dashed {text}; font-weight: bold; font-size: {s12}px; padding: 1px {four}px; }}
QFrame[look="cell"] {{ border: 0; border-right: 1px solid {line}; }}
QLabel[ink="mark"] {{ border: 1px solid {text}; font-weight: bold; font-size: {s13}px; padding: {three}px; }}
QLabel[ink="wrong"] {{ font-weight: bold; }}
QLabel[ink="chip"] {{ background: {raised}; font-weight: bold; padding: {three}px {seven}px; }}
QFrame[look="doubts"] {{ background: {panel}; border: {two}px solid {text}; }}
QFrame[look="foot"] {{ background: {panel}; border: 0; border-top: 1px solid {line}; }}
QWidget[look="cover"] {{ background: {window}; }}
QLineEdit, QPlainTextEdit, QListWidget {{ background: {panel}; color: {text}; border: 1px solid {edge};
  border-radius: 3px; padding: 0 {seven}px; selection-background-color: {accent}; selection-color: {panel}; }}
QLineEdit {{ min-height: {thirty}px; font-size: {s19}px; font-weight: bold; }}
QLineEdit[look="small"] {{ font-size: {s14}px; font-weight: normal; }}
QLineEdit:focus, QPlainTextEdit:focus, QListWidget:focus {{ border: {two}px solid {accent}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: {two}px solid {text}; }}
QListWidget::item {{ padding: {four}px; min-height: {twenty}px; }}
QListWidget::item:selected {{ background: {selected}; color: {text}; }}
QMenu {{ background: {panel}; color: {text}; border: {two}px solid {text}; padding: {four}px; }}
QMenu::item {{ padding: {seven}px {sixteen}px; min-height: {twenty}px; }}
QMenu::item:selected {{ background: {accent}; color: {panel}; }}
QLabel[ink="changed"] {{ background: {ink}; color: {on_ink}; font-weight: bold; font-size: {s22}px;
  padding: {four}px; }}
QPushButton {{ background: {panel}; color: {text}; border: 1px solid {edge}; border-radius: 3px;
  padding: 0 {ten}px; min-height: {thirty}px; }}
QPushButton[look="tight"] {{ padding: 0 {four}px; margin: {rim}px; }}
QPushButton:hover {{ background: {selected}; }}
QPushButton:focus {{ border: {two}px solid {accent}; }}
QPushButton:checked {{ background: {selected}; border: {two}px solid {accent}; font-weight: bold; }}
QPushButton:default {{ background: {accent}; color: {panel}; border: 1px solid {accent}; }}
QPushButton:default:focus {{ border: {two}px solid {text}; }}
QPushButton[look="primary"] {{ background: {accent}; color: {panel}; border: 1px solid {accent}; font-weight: bold; }}
QPushButton[look="primary"]:focus {{ border: {two}px solid {text}; }}
QPushButton[look="primary"]:disabled {{ background: {window}; color: {muted}; border: 1px solid {edge}; }}
QPushButton[look="tight"]:checked, QPushButton[look="tight"]:focus {{ margin: 0; font-weight: normal; }}
QPushButton[look="segment"] {{ border-radius: 0; }}
QPushButton:disabled {{ background: {window}; color: {muted}; }}
QTabBar::tab {{ background: {window}; color: {muted}; border: 1px solid {window}; border-top: {three}px solid {window};
  padding: {seven}px {tab}px; min-height: {twenty}px; }}
QTabBar {{ font-size: {tab_text}px; }}
QTabBar::tab:selected {{ background: {panel}; color: {text}; font-weight: bold; border: 1px solid {line};
  border-top: {three}px solid {accent}; }}
QTabBar:focus {{ border: {two}px solid {accent}; }}
QHeaderView::section {{ background: {raised}; color: {muted}; border: 0; padding: {four}px 12px;
  font-size: {s13}px; }}
QTableView {{ background: {panel}; alternate-background-color: {band_row}; border: 0; color: {text}; }}
QTableView[look="frozen"] {{ border-right: {two}px solid {edge}; }}
QScrollArea {{ border: 0; background: {window}; }}
QScrollArea > QWidget > QWidget {{ background: {window}; }}
QDialog {{ border: {two}px solid {text}; }}
QToolTip {{ background: {text}; color: {panel}; border: 0; padding: {four}px; }}
"""
"""Qt's own language; double braces are its braces, single ones are filled."""
